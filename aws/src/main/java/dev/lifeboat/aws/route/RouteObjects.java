package dev.lifeboat.aws.route;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.plan.RegionPair;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The three objects that say where the users of one traffic resource are sent: one in each of its
/// two regions, one where the arbiter is. What two of them say is the case. Thread-safe.
///
/// Route 53 reads them by a health check each; a calculated health check over the three takes the
/// primary region out of the answers once two say that users are sent to the other one. So a region
/// that is lost takes nobody with it, and one that comes back gets nobody until two objects say so.
/// The shares of the way home are opened in the same way, by two of three.
///
/// @param traffic its name in the plan
/// @param regions of which users are in the primary one while no object says anything
/// @param objects of the three regions, by their names in the plan
public record RouteObjects(String traffic, RegionPair regions, Map<String, RouteObject> objects) {

  private static final int MAJORITY = 2;

  /// At these sites of the three regions.
  public static RouteObjects of(
      AwsClients clients, String traffic, RegionPair regions, Map<String, RouteSite> sites) {
    var objects = new LinkedHashMap<String, RouteObject>();
    sites.forEach((region, site) -> objects.put(region, new RouteObject(clients, traffic, site)));
    return new RouteObjects(traffic, regions, objects);
  }

  /// What the three say, or those of them that were asked and waited for.
  ///
  /// @param said by each object, by its own region
  /// @param silent why an object could not be read or written
  record Standing(Map<String, Route> said, Map<String, ProblemException> silent) {
    Standing {
      said = Collections.unmodifiableMap(new TreeMap<>(said));
      silent = Collections.unmodifiableMap(new TreeMap<>(silent));
    }

    /// Whether two of them send everybody to `region`.
    boolean sends(String region) {
      return two(it -> it.region().equals(region) && !it.isTrial());
    }

    /// Whether two of them open a share of at least so many per cent to `home`.
    boolean tries(String home, int percent) {
      return two(
          it -> it.percent() >= percent && (percent < Route.ALL || it.region().equals(home)));
    }

    /// Whether one of them opens a share under `epoch`, so that it has to be taken back.
    boolean triesAny(long epoch) {
      return said.values().stream().anyMatch(it -> it.percent() > 0 && it.epoch() == epoch);
    }

    private boolean two(Predicate<Route> what) {
      return said.values().stream().filter(what).count() >= MAJORITY;
    }

    /// Whether two of them say the same, so that the third one changes nothing.
    private boolean isDecided() {
      return said.values().stream()
          .anyMatch(
              one -> two(it -> it.region().equals(one.region()) && it.home().equals(one.home())));
    }

    /// Whether too few can be read to tell.
    boolean isUnknown() {
      return said.size() < MAJORITY;
    }

    private Standing and(Standing other) {
      var all = new TreeMap<>(said);
      all.putAll(other.said);
      var failed = new TreeMap<>(silent);
      failed.putAll(other.silent);
      return new Standing(all, failed);
    }

    String words() {
      return Stream.concat(
              said.entrySet().stream()
                  .map(it -> "%s says %s".formatted(it.getKey(), told(it.getValue()))),
              silent.keySet().stream().map("%s is silent"::formatted))
          .collect(Collectors.joining("; "));
    }

    private static String told(Route route) {
      var shares = route.isTrial() ? ", %d %% on trial at home".formatted(route.percent()) : "";
      return "%s, epoch %d%s".formatted(route.region(), route.epoch(), shares);
    }
  }

  private interface Act {
    Route on(RouteObject object) throws ProblemException, InterruptedException;
  }

  /// The other one of the two regions that serve.
  String otherThan(String region) {
    return regions.otherThan(region);
  }

  /// Looks until two say the same: one that hangs costs nothing then. Before too few are told, all
  /// are asked once more: the first calls of a program on a busy machine outlast their short limit.
  Standing look() throws InterruptedException {
    var standing = each(this::read, Standing::isDecided);
    return standing.isUnknown() ? each(this::read, Standing::isDecided) : standing;
  }

  private Route read(RouteObject object) throws ProblemException, InterruptedException {
    return object.read().orElse(new Route(regions.primary(), 0));
  }

  /// Makes two of them at least say that users are sent to `region`.
  ///
  /// @throws ProblemException LB3002 when one says something under a higher epoch; another code
  ///   when fewer than two could be written
  void send(String region, long epoch) throws ProblemException, InterruptedException {
    write(region, new Route(region, epoch));
  }

  /// Makes two of them at least open a share to a region, or close every share.
  ///
  /// @param home where the share goes
  /// @param percent zero for nobody
  /// @param steps of the way home, ascending to 100
  /// @throws ProblemException as [#send] says
  void share(String home, int percent, List<Integer> steps, long epoch)
      throws ProblemException, InterruptedException {
    write(home, Route.trial(home, otherThan(home), percent, steps, epoch));
  }

  private void write(String region, Route route) throws ProblemException, InterruptedException {
    var written = each(object -> object.write(route), _ -> false);
    for (var failed : written.silent().values()) {
      if (failed.problem().code() == Code.LB3002) {
        throw failed;
      }
    }
    if (written.isUnknown()) {
      throw tooFew(region, written);
    }
  }

  private ProblemException tooFew(String region, Standing standing) {
    var why =
        standing.silent().entrySet().stream()
            .map(it -> it.getKey() + ": " + it.getValue().problem().happened())
            .collect(Collectors.joining("; "));
    // What passes by itself for one of them may be enough.
    boolean passes =
        standing.silent().values().stream()
            .anyMatch(it -> it.problem().retry() == Problem.Retry.LATER);
    var first = standing.silent().values().iterator().next();
    return new ProblemException(
        new Problem(
            passes ? Code.LB2021 : first.problem().code(),
            "%s cannot be sent to %s: of its three objects fewer than two could be written: %s"
                .formatted(traffic, region, why),
            "users stay where they are",
            "two of the three buckets must be in reach; see the health of S3 there",
            passes ? Problem.Retry.LATER : Problem.Retry.NEVER),
        first);
  }

  /// Does the same with all three at once, until that is `enough`; what is under way then is
  /// dropped.
  private Standing each(Act act, Predicate<Standing> enough) throws InterruptedException {
    var standing = new Standing(Map.of(), Map.of());
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var answers = new ExecutorCompletionService<Standing>(threads);
      objects.forEach((region, object) -> answers.submit(() -> answer(act, region, object)));
      for (int left = objects.size(); left > 0 && !enough.test(standing); left--) {
        standing = standing.and(answers.take().get());
      }
      return standing;
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /// What one object says.
  private static Standing answer(Act act, String region, RouteObject object)
      throws InterruptedException {
    try {
      return new Standing(Map.of(region, act.on(object)), Map.of());
    } catch (ProblemException failed) {
      return new Standing(Map.of(), Map.of(region, failed));
    }
  }
}
