package dev.lifeboat.provision;

import dev.lifeboat.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Makes ids and names of what a template has.
final class ResourceId {
  /// IAM takes no longer name of a role, Lambda none of a function, EventBridge none of a schedule.
  private static final int LONGEST = 64;

  private static final int HASH = 8;

  private ResourceId() {}

  /// Such as `TableLifeboatVotes` of `Table` and `lifeboat-votes`. What is no letter or digit
  /// becomes its number, so that two names stay two.
  static String of(String kind, String... names) {
    var id = new StringBuilder(kind);
    for (var name : names) {
      boolean begins = true;
      for (int at = 0; at < name.length(); at++) {
        char sign = name.charAt(at);
        if (sign == '-') {
          begins = true;
        } else if (sign >= 'a' && sign <= 'z') {
          id.append(begins ? Character.toUpperCase(sign) : sign);
          begins = false;
        } else if (sign >= '0' && sign <= '9' && !begins) {
          id.append(sign);
        } else {
          id.append("X").append(Integer.toHexString(sign));
          begins = true;
        }
      }
    }
    return id.toString();
  }

  /// `name`, or as much of it as AWS takes and what tells it from others that begin so.
  static String shortened(String name) {
    if (name.length() <= LONGEST) {
      return name;
    }
    var hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8)).toLowerCase(Locale.ROOT);
    return name.substring(0, LONGEST - HASH - 1) + "-" + hash.substring(0, HASH);
  }
}
