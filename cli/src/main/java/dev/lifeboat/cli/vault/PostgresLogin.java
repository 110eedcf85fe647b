package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.regions.LoginEncryption;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A login that replicates, where that is told as `psql` is told: PGUSER, PGPASSWORD or a line of
/// PGPASSFILE, PGSSLMODE, PGSSLROOTCERT.
record PostgresLogin(Map<String, String> variables, Path home, String person) {
  private static final Pattern SERVER = Pattern.compile("(.+?)(?::([0-9]{1,5}))?");
  private static final String USUAL_PORT = "5432";

  /// What a password file has instead of a database.
  private static final String DATABASE = "replication";

  static PostgresLogin ofThisProcess() {
    return new PostgresLogin(
        System.getenv(),
        Path.of(System.getProperty("user.home", "")),
        System.getProperty("user.name", ""));
  }

  /// @param server its host, and behind a colon its port
  Endpoint at(String server) throws ProblemException {
    var parts = SERVER.matcher(server);
    if (!parts.matches()) {
      throw unusable(server, "it names no host");
    }
    var host = parts.group(1);
    var port =
        Optional.ofNullable(parts.group(2))
            .orElseGet(() -> variables.getOrDefault("PGPORT", USUAL_PORT));
    var user = variables.getOrDefault("PGUSER", person);
    try {
      return new Endpoint(
          host,
          Integer.parseInt(port),
          DATABASE,
          new Credential(user, password(List.of(host, port, DATABASE, user))),
          LoginEncryption.in(variables));
    } catch (IllegalArgumentException | IOException wrong) {
      throw unusable(server, String.valueOf(wrong.getMessage()));
    }
  }

  private String password(List<String> login) throws IOException {
    var given = variables.get("PGPASSWORD");
    if (given != null) {
      return given;
    }
    var named = variables.get("PGPASSFILE");
    var file = named == null ? home.resolve(".pgpass") : Path.of(named);
    if (!Files.exists(file)) {
      return "";
    }
    for (var line : Files.readAllLines(file)) {
      var fields = fields(line);
      if (fields.size() == login.size() + 1 && fits(fields, login)) {
        return fields.getLast();
      }
    }
    return "";
  }

  private static boolean fits(List<String> fields, List<String> login) {
    for (int i = 0; i < login.size(); i++) {
      if (!fields.get(i).equals("*") && !fields.get(i).equals(login.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Those of a line: parted by colons, of which a backslash takes the meaning, and of itself.
  private static List<String> fields(String line) {
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char at = line.charAt(i);
      if (at == ':') {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        boolean escapes = at == '\\' && i + 1 < line.length();
        field.append(escapes ? line.charAt(++i) : at);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  private static ProblemException unusable(String server, String why) {
    return Failures.usage(
        "--postgres is '%s': %s".formatted(server, why),
        "nothing was read or written",
        "name it as db1 or db1:5432, and its login by PGUSER and PGPASSWORD or PGPASSFILE");
  }
}
