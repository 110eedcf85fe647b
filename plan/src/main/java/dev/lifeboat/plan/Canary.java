package dev.lifeboat.plan;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The outside client that measures RTO and RPO with numbered writes: through the front door, or
/// beside it into stores of its own.
///
/// Templates hold `{client}`, unique to a run, and `{number}`, counting up from one write to the
/// next. Both are filled with letters, digits and `-` only, so SQL and URLs need no quoting.
///
/// @param ratePerSecond writes a second, [#PER_SECOND]
/// @param confirm successful writes in a row that end the outage; at least 1
/// @param way which its writes take
public record Canary(int ratePerSecond, int confirm, Way way) {

  static final String CLIENT = "{client}";
  static final String NUMBER = "{number}";

  /// Where one of basis database writes its rows: a name of its own in the schema that every login
  /// finds first.
  public static final String TABLE = "lifeboat_canary";

  private static final String OWN_PREFIX = "lifeboat-canary";

  /// As many writes as it may send a second.
  public static final KeyType.Whole PER_SECOND = new KeyType.Whole(1, 1000);

  /// Successful writes in a row that end the outage.
  static final PlanKey<Integer> CONFIRM = PlanKey.whole("confirm", 1, 10_000).or(10);

  public Canary {
    PER_SECOND.require("rate", ratePerSecond);
    CONFIRM.require(confirm);
  }

  /// Which way writes take.
  public sealed interface Way {}

  /// Through the front door, as those of users.
  ///
  /// @param rows where a write's row is found afterwards; empty if rows are not counted
  /// @param objects where a write's object is found afterwards; empty if objects are not counted
  public record FrontDoor(
      Request write, Request read, Optional<Rows> rows, Optional<Objects> objects) implements Way {
    public FrontDoor {
      if (!write.names(CLIENT) || !write.names(NUMBER)) {
        throw new IllegalArgumentException("write must name {client} and {number}");
      }
    }
  }

  /// Beside it, into a table and objects of the canary's own in each workload.
  public record OwnStores() implements Way {}

  /// What a canary's figures rest on.
  public enum Basis implements WordedChoice {
    /// What a client of the front door sees.
    FRONT_DOOR,
    /// A table and objects of the canary's own, and beside them the front door's health: for a
    /// service that has no write for a canary. It is not what users see.
    DATABASE;

    /// How figures that rest on it are marked; null for what users see.
    public @Nullable String mark() {
      return this == FRONT_DOOR ? null : word();
    }
  }

  /// What its figures rest on.
  public Basis basis() {
    return switch (way) {
      case FrontDoor _ -> Basis.FRONT_DOOR;
      case OwnStores _ -> Basis.DATABASE;
    };
  }

  /// Where the rows are that it writes for a workload.
  public Optional<Rows> rows(Workload workload) {
    return switch (way) {
      case FrontDoor door -> door.rows();
      case OwnStores _ ->
          workload.resources(Database.class).stream()
              .findFirst()
              .map(database ->
                  new Rows(
                      database.name(),
                      "select number from %s where client = '%s'".formatted(TABLE, CLIENT),
                      "delete from %s where client = '%s'".formatted(TABLE, CLIENT)));
    };
  }

  /// Where the objects are that it writes for a workload.
  public Optional<Objects> objects(Workload workload) {
    return switch (way) {
      case FrontDoor door -> door.objects();
      case OwnStores _ ->
          workload.resources(Bucket.class).stream()
              .findFirst()
              .map(bucket -> new Objects(bucket.name(), "%s/%s/".formatted(OWN_PREFIX, CLIENT)));
    };
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

    /// The one with which a client writes or reads back that number.
    public Request filled(String client, long number) {
      return new Request(method, filled(path, client, number), filled(body, client, number));
    }

    private static String filled(String template, String client, long number) {
      return template.replace(CLIENT, client).replace(NUMBER, Long.toString(number));
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
