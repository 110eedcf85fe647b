package dev.lifeboat.postgres;

import java.io.IOException;
import java.util.regex.Pattern;

/// A size as a server tells it, such as `16MB`.
final class LogSize {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,4})(MB|GB)");
  private static final int MIB_BITS = 20;
  private static final int GIB_BITS = 30;

  private LogSize() {}

  static long parse(String told) throws IOException {
    var size = FORM.matcher(told);
    if (!size.matches()) {
      throw new IOException("the server tells '%s' as the size of its log's files".formatted(told));
    }
    return Long.parseLong(size.group(1)) << (size.group(2).equals("GB") ? GIB_BITS : MIB_BITS);
  }
}
