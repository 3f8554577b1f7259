"""How people's programs make the files of the corpus: a line for each file."""

# By the name of a file, after a blank how it is made; @ is the file.
PROGRAM_LINES = """
lame-default.mp3         lame --quiet s44.wav @
lame-default-mono.mp3    lame --quiet m44.wav @
lame-48.mp3              lame --quiet s48.wav @
lame-32.mp3              lame --quiet s32.wav @
lame-22.mp3              lame --quiet s22.wav @
lame-24-mono.mp3         lame --quiet -b 48 m24.wav @
lame-16-mono.mp3         lame --quiet -b 32 m16.wav @
lame-12-mono.mp3         lame --quiet -b 24 m12.wav @
lame-11-mono.mp3         lame --quiet -b 16 m11.wav @
lame-8-mono.mp3          lame --quiet -b 8 m8.wav @
lame-8-mono-vbr.mp3      lame --quiet -V 5 m8.wav @
lame-16-mono-vbr.mp3     lame --quiet -V 4 m16.wav @
lame-16-vbr-bare.mp3     lame --quiet -V 4 -t m16.wav @
lame-b64.mp3             lame --quiet -b 64 s44.wav @
lame-b96.mp3             lame --quiet -b 96 s44.wav @
lame-b192.mp3            lame --quiet -b 192 s44.wav @
lame-b320.mp3            lame --quiet -b 320 s48.wav @
lame-b320-mono.mp3       lame --quiet -b 320 m44.wav @
lame-stereo.mp3          lame --quiet -m s s44.wav @
lame-joint.mp3           lame --quiet -m j s44.wav @
lame-forced-ms.mp3       lame --quiet -m f s44.wav @
lame-dual.mp3            lame --quiet -m d s44.wav @
lame-downmix.mp3         lame --quiet -m m s44.wav @
lame-V0.mp3              lame --quiet -V 0 s44.wav @
lame-V2.mp3              lame --quiet -V 2 s44.wav @
lame-V5.mp3              lame --quiet -V 5 s44.wav @
lame-V9.mp3              lame --quiet -V 9 s44.wav @
lame-V9-mono.mp3         lame --quiet -V 9 m44.wav @
lame-V2-old.mp3          lame --quiet --vbr-old -V 2 s44.wav @
lame-V2-bare.mp3         lame --quiet -V 2 -t s44.wav @
lame-V9-bare.mp3         lame --quiet -V 9 -t s48.wav @
lame-abr128.mp3          lame --quiet --abr 128 s44.wav @
lame-abr56-mono.mp3      lame --quiet --abr 56 m44.wav @
lame-abr-bare.mp3        lame --quiet --abr 96 -t m44.wav @
lame-bare.mp3            lame --quiet -b 128 -t s44.wav @
lame-bare-mono.mp3       lame --quiet -b 64 -t m44.wav @
lame-bare-22.mp3         lame --quiet -b 64 -t s22.wav @
lame-bare-8.mp3          lame --quiet -b 8 -t m8.wav @
lame-protected.mp3       lame --quiet -p -b 128 s44.wav @
lame-protected-vbr.mp3   lame --quiet -p -V 2 s44.wav @
lame-protected-bare.mp3  lame --quiet -p -b 128 -t s44.wav @
lame-nores.mp3           lame --quiet --nores -b 128 s44.wav @
lame-strictly-iso.mp3    lame --quiet --strictly-enforce-ISO -b 320 s44.wav @
lame-fast.mp3            lame --quiet -f s44.wav @
lame-best.mp3            lame --quiet -h -b 128 s44.wav @
lame-resampled.mp3       lame --quiet --resample 24 -b 48 s44.wav @
lame-lowpass.mp3         lame --quiet --preset voice s44.wav @
lame-preset-cd.mp3       lame --quiet --preset cd s44.wav @
lame-preset-mono.mp3     lame --quiet --preset 32 -m m s44.wav @
lame-tags.mp3            lame --quiet --tt Tides --ta Mira --ty 2024 s44.wav @
lame-tags-v1.mp3         lame --quiet --id3v1-only --tt Tides s44.wav @
lame-tags-v2.mp3         lame --quiet --id3v2-only --tt Tides s44.wav @
lame-tags-utf16.mp3      lame --quiet --id3v2-utf16 --tt Tides s44.wav @
lame-tags-padded.mp3     lame --quiet --add-id3v2 --pad-id3v2-size 9999 --tt Tides s44.wav @
lame-cover.mp3           lame --quiet --ti cover.jpg --tt Tides s44.wav @
lame-cover-vbr.mp3       lame --quiet -V 2 --ti cover.jpg s44.wav @
flac-default.flac        flac -s s44.wav -o @
flac-mono.flac           flac -s m44.wav -o @
flac-0.flac              flac -s -0 s44.wav -o @
flac-1.flac              flac -s -1 s44.wav -o @
flac-3.flac              flac -s -3 s44.wav -o @
flac-8.flac              flac -s -8 s44.wav -o @
flac-mid-side.flac       flac -s -m s44.wav -o @
flac-adaptive.flac       flac -s -M s44.wav -o @
flac-lax-big.flac        flac -s --lax -b 32768 s44.wav -o @
flac-small-blocks.flac   flac -s -b 192 s44.wav -o @
flac-odd-blocks.flac     flac -s -b 1000 s44.wav -o @
flac-48.flac             flac -s s48.wav -o @
flac-8k.flac             flac -s m8.wav -o @
flac-22.flac             flac -s s22.wav -o @
flac-24bit.flac          flac -s w24.wav -o @
flac-8bit.flac           flac -s w8.wav -o @
flac-no-padding.flac     flac -s --no-padding s44.wav -o @
flac-no-seektable.flac   flac -s --no-seektable s44.wav -o @
flac-tags.flac           flac -s -T TITLE=Tides -T CHAPTER001=00:00:00 -T CHAPTER001NAME=Hi s44.wav -o @
flac-piped.flac          cat s44.wav | flac -s - -c >@
flac-streamed.flac       flac -s --endian=little --sign=signed --channels=2 --bps=16 --sample-rate=44100 -f - -c <s44.raw >@
flac-ogg.oga             flac -s --ogg s44.wav -o @
flac-ogg-mono.ogg        flac -s --ogg -8 m44.wav -o @
opus-default.opus        opusenc --quiet s48.wav @
opus-mono.opus           opusenc --quiet m48.wav @
opus-44.opus             opusenc --quiet s44.wav @
opus-8k.opus             opusenc --quiet m8.wav @
opus-16kbit.opus         opusenc --quiet --bitrate 16 m16.wav @
opus-cbr.opus            opusenc --quiet --hard-cbr --bitrate 64 s48.wav @
opus-cvbr.opus           opusenc --quiet --cvbr s48.wav @
opus-2ms.opus            opusenc --quiet --framesize 2.5 s48.wav @
opus-60ms.opus           opusenc --quiet --framesize 60 m48.wav @
opus-speech.opus         opusenc --quiet --speech --bitrate 24 m24.wav @
opus-music.opus          opusenc --quiet --music --bitrate 256 s48.wav @
opus-downmix.opus        opusenc --quiet --downmix-mono s44.wav @
opus-delay.opus          opusenc --quiet --max-delay 100 s48.wav @
opus-serial.opus         opusenc --quiet --serial 4294967295 s48.wav @
opus-tags.opus           opusenc --quiet --title Tides --artist Mira --comment CHAPTER001=00:00:00 --comment CHAPTER001NAME=Hi s48.wav @
opus-cover.opus          opusenc --quiet --picture cover.jpg s48.wav @
opus-named-ogg.ogg       opusenc --quiet s48.wav @
vorbis-default.ogg       oggenc -Q s44.wav -o @
vorbis-mono.ogg          oggenc -Q m44.wav -o @
vorbis-q10.ogg           oggenc -Q -q 10 s48.wav -o @
vorbis-q-1.ogg           oggenc -Q -q -1 s44.wav -o @
vorbis-managed.ogg       oggenc -Q --managed -b 96 s44.wav -o @
vorbis-8k.ogg            oggenc -Q m8.wav -o @
vorbis-22.oga            oggenc -Q s22.wav -o @
vorbis-resampled.ogg     oggenc -Q --resample 22050 s44.wav -o @
vorbis-downmix.ogg       oggenc -Q --downmix s44.wav -o @
vorbis-skeleton.ogg      oggenc -Q -k s44.wav -o @
vorbis-tags.ogg          oggenc -Q -t Tides -a Mira -c CHAPTER001=00:00:00 -c CHAPTER001NAME=Hi s44.wav -o @
flac-in-oggenc.ogg       oggenc -Q flac-source.flac -o @
"""

# What one run of ffmpeg makes of the stereo source, with the options for each file.
FFMPEG = """
ff-default.mp3           -c:a libmp3lame
ff-q2.mp3                -c:a libmp3lame -q:a 2
ff-q9.mp3                -c:a libmp3lame -q:a 9
ff-abr.mp3               -c:a libmp3lame -abr 1 -b:a 112k
ff-bare.mp3              -c:a libmp3lame -write_xing 0
ff-q2-bare.mp3           -c:a libmp3lame -q:a 2 -write_xing 0
ff-no-reservoir.mp3      -c:a libmp3lame -reservoir 0
ff-v1.mp3                -c:a libmp3lame -write_id3v1 1 -metadata title=Tides
ff-v23.mp3               -c:a libmp3lame -id3v2_version 3 -metadata title=Tides
ff-no-tag.mp3            -c:a libmp3lame -id3v2_version 0
ff-mono.mp3              -c:a libmp3lame -ac 1
ff-22.mp3                -c:a libmp3lame -ar 22050
ff-8.mp3                 -c:a libmp3lame -ar 8000 -ac 1
ff-shine.mp3             -c:a libshine -b:a 128k
ff-mp2.mp3               -c:a mp2 -b:a 192k -f mp2
ff-mp2-22.mp3            -c:a mp2 -b:a 64k -ar 22050 -f mp2
ff-default.m4a           -c:a aac
ff-mono.m4a              -c:a aac -ac 1 -b:a 64k
ff-48.m4a                -c:a aac -ar 48000
ff-16.m4a                -c:a aac -ar 16000 -ac 1
ff-8.m4a                 -c:a aac -ar 8000 -ac 1
ff-faststart.m4a         -c:a aac -movflags +faststart
ff-book.m4b              -c:a aac -f ipod
ff-default.mp4           -c:a aac
ff-default.mov           -c:a aac
ff-pcm.mov               -c:a pcm_s16le
ff-pcm24.mov             -c:a pcm_s24be
ff-mp3.mp4               -c:a libmp3lame
ff-opus.mp4              -c:a libopus -ar 48000
ff-flac.mp4              -c:a flac -strict -2
ff-ac3.mp4               -c:a ac3
ff-alac.m4a              -c:a alac
ff-alac-mono.m4a         -c:a alac -ac 1
ff-alac24.m4a            -c:a alac -sample_fmt s32p
ff-no-edits.m4a          -c:a aac -use_editlist 0
ff-fragments.m4a         -c:a aac -f mp4 -movflags frag_keyframe+empty_moov -frag_duration 300000
ff-fragments-moov.m4a    -c:a aac -f mp4 -movflags frag_keyframe -frag_duration 300000
ff-fragments-base.m4a    -c:a aac -f mp4 -movflags frag_keyframe+empty_moov+default_base_moof -frag_duration 500000
ff-fragments-dash.m4a    -c:a aac -f mp4 -movflags dash+frag_keyframe+empty_moov+delay_moov -frag_duration 500000
ff-fragments-cmaf.m4a    -c:a aac -f mp4 -movflags cmaf+empty_moov -frag_duration 500000
ff-fragments-sidx.m4a    -c:a aac -f mp4 -movflags dash+global_sidx -frag_duration 500000
ff-fragments-alac.m4a    -c:a alac -f mp4 -movflags frag_keyframe+empty_moov -frag_duration 300000
ff-book-tags.m4a         -c:a aac -metadata title=Tides -metadata comment=Hello
ff-default.aac           -c:a aac
ff-mono.aac              -c:a aac -ac 1
ff-48.aac                -c:a aac -ar 48000
ff-22.aac                -c:a aac -ar 22050
ff-8.aac                 -c:a aac -ar 8000 -ac 1
ff-id3.aac               -c:a aac -write_id3v2 1 -metadata title=Tides
ff-mpeg2.aac             -c:a aac -write_mpeg2 1
ff-default.flac          -c:a flac
ff-12.flac               -c:a flac -compression_level 12
ff-0.flac                -c:a flac -compression_level 0
ff-ms.flac               -c:a flac -ch_mode mid_side
ff-left-side.flac        -c:a flac -ch_mode left_side
ff-24.flac               -c:a flac -sample_fmt s32
ff-96.flac               -c:a flac -ar 96000
ff-odd-rate.flac         -c:a flac -ar 44000
ff-variable.flac         -c:a flac -lpc_type cholesky -compression_level 8
ff-default.opus          -c:a libopus -ar 48000
ff-voip.opus             -c:a libopus -ar 16000 -ac 1 -application voip
ff-40ms.opus             -c:a libopus -ar 48000 -frame_duration 40
ff-120ms.opus            -c:a libopus -ar 48000 -frame_duration 120
ff-pages.opus            -c:a libopus -ar 48000 -page_duration 100000
ff-default.ogg           -c:a libvorbis
ff-q8.ogg                -c:a libvorbis -q:a 8
ff-mono-22.ogg           -c:a libvorbis -ac 1 -ar 22050
ff-flac.ogg              -c:a flac
ff-speex.ogg             -c:a libspeex -ar 16000 -ac 1
ff-speex-8.ogg           -c:a libspeex -ar 8000 -ac 1
ff-speex-frames.ogg      -c:a libspeex -ar 32000 -ac 2 -frames_per_packet 4
ff-default.wav           -c:a pcm_s16le
ff-u8.wav                -c:a pcm_u8
ff-24.wav                -c:a pcm_s24le
ff-32.wav                -c:a pcm_s32le
ff-float.wav             -c:a pcm_f32le
ff-double.wav            -c:a pcm_f64le
ff-alaw.wav              -c:a pcm_alaw
ff-mulaw.wav             -c:a pcm_mulaw -ar 8000 -ac 1
ff-adpcm.wav             -c:a adpcm_ms
ff-ima.wav               -c:a adpcm_ima_wav
ff-mp3.wav               -c:a libmp3lame
ff-gsm.wav               -c:a gsm_ms -ar 8000 -ac 1
ff-surround.wav          -c:a pcm_s16le -ac 6
ff-tagged.wav            -c:a pcm_s16le -metadata title=Tides -metadata comment=Hello
ff-bext.wav              -c:a pcm_s16le -write_bext 1 -metadata description=Hello
ff-rf64.wav              -c:a pcm_s16le -rf64 always
ff-bitexact.wav          -c:a pcm_s16le -fflags +bitexact
ff-default.aiff          -c:a pcm_s16be
ff-24.aiff               -c:a pcm_s24be
ff-mono-22.aif           -c:a pcm_s16be -ac 1 -ar 22050
ff-sowt.aif              -c:a pcm_s16le
ff-float.aif             -c:a pcm_f32be
ff-alaw.aif              -c:a pcm_alaw
ff-ima.aif               -c:a adpcm_ima_qt
ff-id3.aiff              -c:a pcm_s16be -write_id3v2 1 -metadata title=Tides
ff-opus.webm             -c:a libopus -ar 48000
ff-vorbis.webm           -c:a libvorbis
w24.wav                  -c:a pcm_s24le -bitexact
w8.wav                   -c:a pcm_u8 -bitexact
s44.raw                  -c:a pcm_s16le -f s16le
flac-source.flac         -c:a flac
"""
