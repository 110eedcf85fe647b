package dev.lifeboat.postgres;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One row of an answer, each column as text.
record Row(List<Optional<String>> columns) {

  static Row parse(ByteBuffer rest) throws IOException {
    try {
      int count = rest.getShort();
      var columns = new ArrayList<Optional<String>>();
      for (int column = 0; column < count; column++) {
        int length = rest.getInt();
        if (length < 0) {
          columns.add(Optional.empty());
        } else {
          var text = StandardCharsets.UTF_8.decode(rest.slice(rest.position(), length));
          columns.add(Optional.of(text.toString()));
          rest.position(rest.position() + length);
        }
      }
      return new Row(columns);
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException torn) {
      throw new IOException("the server sent a row that is not whole", torn);
    }
  }

  /// The text of a column that must have one; counted from 0.
  String text(int column) throws IOException {
    if (column >= columns.size()) {
      throw new IOException("the server's answer has no column " + column);
    }
    return columns
        .get(column)
        .orElseThrow(() -> new IOException("the server's answer is empty in column " + column));
  }
}
