package dev.lifeboat.postgres;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Text for `postgresql.conf` and for connection strings, quoted so that no value can break out.
final class ConfigText {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

  private ConfigText() {}

  /// One line `name = 'value'`.
  static String setting(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a setting: '" + name + "'");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("setting '" + name + "' must be one line of text");
    }
    return name + " = '" + value.replace("\\", "\\\\").replace("'", "''") + "'\n";
  }

  static String settings(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(entry -> setting(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }

  /// `primary_conninfo` of a replica. A dead link is noticed within about three seconds, by libpq's
  /// keepalives while idle and by the user timeout while something is unacknowledged.
  static String connectionString(Source source) {
    var endpoint = source.endpoint();
    return word("host", endpoint.host())
        + word("port", Integer.toString(endpoint.port()))
        + word("user", endpoint.user())
        + word("password", endpoint.password())
        + word("application_name", source.applicationName())
        + word("sslmode", endpoint.encryption().mode().word())
        + endpoint.encryption().roots().map(it -> word("sslrootcert", it.toString())).orElse("")
        + "connect_timeout=2 keepalives=1 keepalives_idle=1 keepalives_interval=1"
        + " keepalives_count=3 tcp_user_timeout=3000 gssencmode=disable";
  }

  private static String word(String key, String value) {
    return key + "='" + value.replace("\\", "\\\\").replace("'", "\\'") + "' ";
  }
}
