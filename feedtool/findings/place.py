"""How places are counted: lines and columns from 1, columns in characters."""

# Line and column.
LineColumn = tuple[int, int]
# Line, column, and the offset of the same place in bytes.
Position = tuple[int, int, int]
