package dev.lifeboat.aws.guard;

import static java.util.stream.Collectors.toCollection;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.dynamodb.DynamoTable;
import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.dynamodb.GuardReports.Report;
import dev.lifeboat.aws.dynamodb.Item;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.guard.GuardedState.Standing;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.watch.Watcher;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Tells whether the guards of a region live. One that does tells of its databases each second or
/// two, every time with another mark: so that no clocks are compared, it is listened to until a
/// mark changes. All of a region are listened to at once, and once: make a new object for a later
/// look. One that is heard and cannot ask its database lives as little as one that is silent: it
/// would not ask for the lease. Thread-safe.
public final class GuardPresence {
  /// Together as long as a guard may be silent, whose calls are slow or whose process was replaced.
  /// Most that live are heard at the second look.
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10));

  static final Duration LISTEN = PAUSES.stream().reduce(Duration.ZERO, Duration::plus);

  private final Source source;
  private final Set<Post> posts;
  private final Watcher.Pause pause;
  private final Map<String, Map<Post, String>> absences = new HashMap<>();

  /// Where one guard stands, and what it tells of.
  ///
  /// @param region of the plan
  public record Post(String workload, String region, String database) {}

  /// Where what guards tell is read anew.
  @FunctionalInterface
  interface Source {
    /// The table of journals in the arbiter's region.
    ///
    /// @param wanted which of its items will be read
    DynamoTable table(Set<Item> wanted);
  }

  GuardPresence(Source source, Collection<Post> posts, Watcher.Pause pause) {
    this.source = source;
    this.posts = new LinkedHashSet<>(posts);
    this.pause = pause;
  }

  /// Of all databases of `workloads`, in both regions.
  ///
  /// @param reader makes clients that read some items of the table, one by one or many at once
  public static GuardPresence of(
      Plan plan, Collection<Workload> workloads, Function<Set<Item>, AwsClients> reader) {
    var kept = AwsPlan.of(plan).journalRegions(plan).stream().map(AwsRegion::nameOf).toList();
    var posts = new LinkedHashSet<Post>();
    for (var workload : workloads) {
      for (var database : workload.resources(Database.class)) {
        for (var region : List.of(plan.primary(), plan.recovery())) {
          posts.add(new Post(workload.name(), region.name(), database.name()));
        }
      }
    }
    return new GuardPresence(
        wanted -> DynamoTable.of(reader.apply(wanted), kept, AwsPlan.of(plan).journals()),
        posts,
        Thread::sleep);
  }

  /// Why the guard of `post` cannot be relied on; empty once it was heard. Takes half a minute
  /// where one is silent.
  ///
  /// @throws ProblemException when what it tells cannot be read
  public Optional<Problem> missing(Post post) throws ProblemException, InterruptedException {
    if (!posts.contains(post)) {
      throw new IllegalArgumentException("nobody listens to " + post);
    }
    return Optional.ofNullable(absences(post.region()).get(post))
        .map(absence ->
            Problem.lasting(
                Code.LB2016,
                absence,
                "once %s is promoted there, its services may not write before a guard holds the"
                        .formatted(post.database())
                    + " lease",
                "keep it running there: lifeboat guard PLAN --region " + post.region()));
  }

  private synchronized Map<Post, String> absences(String region)
      throws ProblemException, InterruptedException {
    var known = absences.get(region);
    if (known == null) {
      known = listen(posts.stream().filter(it -> it.region().equals(region)).toList());
      absences.put(region, known);
    }
    return known;
  }

  /// In words, of those that are not heard.
  private Map<Post, String> listen(List<Post> here) throws ProblemException, InterruptedException {
    var absent = new LinkedHashMap<Post, String>();
    var first = reports(here);
    for (var post : here) {
      if (!first.containsKey(post)) {
        absent.put(
            post, "no guard in %s ever told of %s".formatted(post.region(), post.database()));
      }
    }
    var silent = new LinkedHashSet<>(first.keySet());
    var blind = new LinkedHashSet<Post>();
    for (var span : PAUSES) {
      if (silent.isEmpty()) {
        break;
      }
      pause.of(span);
      reports(silent)
          .forEach((post, report) -> {
            if (!report.mark().equals(Objects.requireNonNull(first.get(post)).mark())) {
              if (report.state().standing() == Standing.UNKNOWN) {
                blind.add(post);
              } else {
                silent.remove(post);
              }
            }
          });
    }
    for (var post : silent) {
      absent.put(
          post,
          blind.contains(post)
              ? "the guard in %s cannot ask its database %s"
                  .formatted(post.region(), post.database())
              : "no guard in %s was heard for %d s".formatted(post.region(), LISTEN.toSeconds()));
    }
    return absent;
  }

  private Map<Post, Report> reports(Collection<Post> asked)
      throws ProblemException, InterruptedException {
    var reports = new LinkedHashMap<Post, Report>();
    if (asked.isEmpty()) {
      return reports;
    }
    var table =
        source.table(
            asked.stream()
                .map(it -> GuardReports.item(it.workload(), it.region(), it.database()))
                .collect(toCollection(LinkedHashSet::new)));
    for (var post : asked) {
      new GuardReports(table, post.workload())
          .read(post.region(), post.database())
          .ifPresent(it -> reports.put(post, it));
    }
    return reports;
  }
}
