package shop.storefront;

import java.util.regex.Pattern;

/// What a client bought. The client numbers its orders, so that asking twice buys once.
record Order(Id id, String item) {

  /// Long enough for any article, short enough that nobody stores files in the database.
  static final int LONGEST_ITEM = 1_000;

  /// @param client letters, digits, dot, dash and underscore, at most 64 of them
  /// @param number one or more
  record Id(String client, long number) {
    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    Id {
      if (!isClient(client)) {
        throw new IllegalArgumentException(
            "client must be 1 to 64 of A-Z a-z 0-9 . _ -, was '" + client + "'");
      }
      if (number < 1) {
        throw new IllegalArgumentException("number must be one or more, was " + number);
      }
    }

    static boolean isClient(String text) {
      return CLIENT.matcher(text).matches();
    }
  }

  Order {
    if (item.isBlank() || item.length() > LONGEST_ITEM || item.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "item must be 1 to %d characters that can be printed".formatted(LONGEST_ITEM));
    }
  }
}
