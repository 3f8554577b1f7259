/* Preloaded into a process: counts its changes to files below a folder, and fails one of them.

   Built and used by faults.py. What fails are the system's own functions, so that libraries in C,
   such as SQLite, fail as well. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char root[PATH_MAX], swapped[PATH_MAX], away[PATH_MAX], outside[PATH_MAX];
static atomic_int calls;
static int at, how, code, armed;

/* how: 'c' counts alone, 'e' fails one call, 'f' fails it and all that need space from then on,
   'k' kills the process before the call, 't' sends it the signal `code`, 's' puts a link to another
   folder in the place of `swapped`. */
void arm(const char *folder, int number, int mode, int value, const char *from, const char *to)
{
    snprintf(root, sizeof root, "%s", folder);
    snprintf(swapped, sizeof swapped, "%s", from);
    snprintf(away, sizeof away, "%s.away", from);
    snprintf(outside, sizeof outside, "%s", to);
    at = number, how = mode, code = value, armed = 1;
    atomic_store(&calls, 0);
}

int count_calls(void)
{
    return atomic_load(&calls);
}

#define NEXT(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

static int is_below(const char *path)
{
    size_t length = strlen(root);
    return strncmp(path, root, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static int is_ours(int descriptor)
{
    char name[64], path[PATH_MAX];
    snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return is_below(path);
}

static int is_named(int folder, const char *path)
{
    return path[0] == '/' || folder == AT_FDCWD ? is_below(path) : is_ours(folder);
}

/* Return whether the call fails; `grows` says that it needs space. */
static int fails(int grows)
{
    int number = atomic_fetch_add(&calls, 1) + 1;
    if (number == at && how == 'k')
        kill(getpid(), SIGKILL);
    if (number == at && how == 't')
        kill(getpid(), code);
    if (number == at && how == 's') {
        armed = 0;
        NEXT(rename)(swapped, away);
        symlink(outside, swapped);
        armed = 1;
    }
    if ((number == at && (how == 'e' || how == 'f')) || (how == 'f' && number > at && grows)) {
        errno = code;
        return 1;
    }
    return 0;
}

#define FAIL_IF(ours, grows) do { if (armed && (ours) && fails(grows)) return -1; } while (0)

#define OPENED(flags) ((flags) & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC))

static mode_t mode_of(int flags, va_list more)
{
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
}

#define OPEN(name) \
int name(const char *path, int flags, ...) \
{ \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = mode_of(flags, more); \
    va_end(more); \
    FAIL_IF(OPENED(flags) && is_named(AT_FDCWD, path), flags & O_CREAT); \
    return NEXT(name)(path, flags, mode); \
}
#define OPENAT(name) \
int name(int folder, const char *path, int flags, ...) \
{ \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = mode_of(flags, more); \
    va_end(more); \
    FAIL_IF(OPENED(flags) && is_named(folder, path), flags & O_CREAT); \
    return NEXT(name)(folder, path, flags, mode); \
}
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int descriptor, const void *data, size_t size)
{
    FAIL_IF(is_ours(descriptor), 1);
    return NEXT(write)(descriptor, data, size);
}

ssize_t pwrite64(int descriptor, const void *data, size_t size, off64_t offset)
{
    FAIL_IF(is_ours(descriptor), 1);
    return NEXT(pwrite64)(descriptor, data, size, offset);
}

ssize_t pwrite(int descriptor, const void *data, size_t size, off_t offset)
{
    FAIL_IF(is_ours(descriptor), 1);
    return NEXT(pwrite)(descriptor, data, size, offset);
}

ssize_t sendfile(int out, int in, off_t *offset, size_t size)
{
    FAIL_IF(is_ours(out), 1);
    return NEXT(sendfile)(out, in, offset, size);
}

ssize_t sendfile64(int out, int in, off64_t *offset, size_t size)
{
    FAIL_IF(is_ours(out), 1);
    return NEXT(sendfile64)(out, in, offset, size);
}

int fsync(int descriptor)
{
    FAIL_IF(is_ours(descriptor), 1);
    return NEXT(fsync)(descriptor);
}

int fdatasync(int descriptor)
{
    FAIL_IF(is_ours(descriptor), 1);
    return NEXT(fdatasync)(descriptor);
}

int ftruncate(int descriptor, off_t size)
{
    FAIL_IF(is_ours(descriptor), 1);
    return NEXT(ftruncate)(descriptor, size);
}

int ftruncate64(int descriptor, off64_t size)
{
    FAIL_IF(is_ours(descriptor), 1);
    return NEXT(ftruncate64)(descriptor, size);
}

int fchmod(int descriptor, mode_t mode)
{
    FAIL_IF(is_ours(descriptor), 0);
    return NEXT(fchmod)(descriptor, mode);
}

int rename(const char *old, const char *new)
{
    FAIL_IF(is_named(AT_FDCWD, new), 0);
    return NEXT(rename)(old, new);
}

int renameat(int from, const char *old, int to, const char *new)
{
    FAIL_IF(is_named(to, new), 0);
    return NEXT(renameat)(from, old, to, new);
}

int link(const char *old, const char *new)
{
    FAIL_IF(is_named(AT_FDCWD, new), 1);
    return NEXT(link)(old, new);
}

int linkat(int from, const char *old, int to, const char *new, int flags)
{
    FAIL_IF(is_named(to, new), 1);
    return NEXT(linkat)(from, old, to, new, flags);
}

int mkdir(const char *path, mode_t mode)
{
    FAIL_IF(is_named(AT_FDCWD, path), 1);
    return NEXT(mkdir)(path, mode);
}

int mkdirat(int folder, const char *path, mode_t mode)
{
    FAIL_IF(is_named(folder, path), 1);
    return NEXT(mkdirat)(folder, path, mode);
}

int unlink(const char *path)
{
    FAIL_IF(is_named(AT_FDCWD, path), 0);
    return NEXT(unlink)(path);
}

int unlinkat(int folder, const char *path, int flags)
{
    FAIL_IF(is_named(folder, path), 0);
    return NEXT(unlinkat)(folder, path, flags);
}

int rmdir(const char *path)
{
    FAIL_IF(is_named(AT_FDCWD, path), 0);
    return NEXT(rmdir)(path);
}
