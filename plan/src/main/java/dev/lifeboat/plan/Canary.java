package dev.lifeboat.plan;

import java.util.Optional;
import java.util.regex.Pattern;

/// The outside client that measures RTO and RPO with numbered writes through the front door.
///
/// Templates hold `{client}`, unique to a run, and `{number}`, counting up from one write to the
/// next. Both are filled with letters, digits and `-` only, so SQL and URLs need no quoting.
///
/// @param ratePerSecond writes a second, 1 to 1000
/// @param confirm successful writes in a row that end the outage; at least 1
/// @param rows where a write's row is found afterwards; empty if rows are not counted
/// @param objects where a write's object is found afterwards; empty if objects are not counted
public record Canary(
    int ratePerSecond,
    int confirm,
    Request write,
    Request read,
    Optional<Rows> rows,
    Optional<Objects> objects) {

  public static final String CLIENT = "{client}";
  public static final String NUMBER = "{number}";

  private static final KeyType.Whole RATE = new KeyType.Whole(1, 1000);
  static final KeyType.Whole CONFIRM = new KeyType.Whole(1, 10_000);

  public Canary {
    RATE.require("rate", ratePerSecond);
    CONFIRM.require("confirm", confirm);
    if (!write.names(CLIENT) || !write.names(NUMBER)) {
      throw new IllegalArgumentException("write must name {client} and {number}");
    }
  }

  /// A request as a template.
  ///
  /// @param method an HTTP method in capitals
  /// @param path with templates
  /// @param body with templates; empty for none
  public record Request(String method, String path, String body) {

    private static final Pattern METHOD = Pattern.compile("GET|PUT|POST");

    public Request {
      if (!METHOD.matcher(method).matches()) {
        throw new IllegalArgumentException("method must be GET, PUT or POST, was " + method);
      }
      UrlPaths.require(path);
    }

    boolean names(String template) {
      return path.contains(template) || body.contains(template);
    }
  }

  /// Where SQL finds a client's writes.
  ///
  /// @param database a database of the plan
  /// @param query with `{client}`; its first column is the numbers that are there
  /// @param remove with `{client}`; deletes the client's rows, so that a drill leaves nothing
  public record Rows(String database, String query, String remove) {
    public Rows {
      Names.require(Database.TYPE, database);
      requireClient("query", query);
      requireClient("remove", remove);
    }

    /// The query of one client's numbers.
    public String queryOf(String client) {
      return query.replace(CLIENT, client);
    }

    /// The statement that deletes one client's rows.
    public String removalOf(String client) {
      return remove.replace(CLIENT, client);
    }
  }

  /// Where S3 finds a client's writes. The last segment of a key, up to a dot, is the number.
  ///
  /// @param bucket a bucket of the plan
  /// @param prefix with `{client}`; only the client's objects begin with it
  public record Objects(String bucket, String prefix) {
    public Objects {
      Names.require(Bucket.TYPE, bucket);
      requireClient("prefix", prefix);
    }

    /// What the keys of one client's objects begin with.
    public String prefixOf(String client) {
      return prefix.replace(CLIENT, client);
    }

    /// The number of the write that an object holds.
    ///
    /// @throws NumberFormatException when its key tells none
    public static long number(String key) {
      var name = key.substring(key.lastIndexOf('/') + 1);
      int dot = name.indexOf('.');
      return Long.parseLong(dot < 0 ? name : name.substring(0, dot));
    }
  }

  private static void requireClient(String what, String template) {
    if (!template.contains(CLIENT)) {
      throw new IllegalArgumentException(what + " must name {client}, was '" + template + "'");
    }
  }
}
