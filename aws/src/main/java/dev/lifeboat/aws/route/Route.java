package dev.lifeboat.aws.route;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Content of a routing object: where the users are sent, and since which epoch.
///
/// Health checks find [#searched] in the text of it, and [#searchedShare].
///
/// @param region of the plan; while less than all are on trial at home it is the other one
/// @param epoch of the run that wrote it
/// @param home while users come home share by share: the shares that are open there, such as `5%`
///   and `25%`, or `0%` alone when none is; empty when everybody is sent to `region`
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Route(String region, long epoch, List<String> home) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String SHARE = "[0-9]{1,3}%";

  public Route {
    home = List.copyOf(home);
    if (epoch < 0) {
      throw new IllegalArgumentException("epoch must be zero or more, was " + epoch);
    }
    if (!home.stream().allMatch(it -> it.matches(SHARE))) {
      throw new IllegalArgumentException("shares must be per cent, were " + home);
    }
  }

  /// Everybody.
  Route(String region, long epoch) {
    this(region, epoch, List.of());
  }

  @JsonCreator
  static Route read(
      @JsonProperty("region") String region,
      @JsonProperty("epoch") long epoch,
      @JsonProperty("home") @Nullable List<String> home) {
    return new Route(region, epoch, home == null ? List.of() : home);
  }

  /// What an object is to say before anybody moved users, who are at `home`.
  public static String first(String home) {
    return first(home, 1);
  }

  /// The same after users were moved to `region`, under the epoch of its writer.
  public static String first(String region, long epoch) {
    return new Route(region, epoch).text();
  }

  /// A share that is on trial at home; everybody else is sent to the other region.
  ///
  /// @param percent that goes home; zero for nobody
  /// @param steps of the way home, ascending to 100
  static Route trial(String home, String other, int percent, List<Integer> steps, long epoch) {
    return switch (percent) {
      case 0 -> new Route(other, epoch, List.of(share(0)));
      case ALL -> new Route(home, epoch, List.of(share(ALL)));
      default ->
          new Route(
              other, epoch, steps.stream().filter(it -> it <= percent).map(Route::share).toList());
    };
  }

  static final int ALL = 100;

  private static String share(int percent) {
    return percent + "%";
  }

  /// Such as `"region":"west"`: the search string of a health check that asks whether users are
  /// sent to that region.
  public static String searched(String region) {
    return "\"region\":\"%s\"".formatted(region);
  }

  /// Such as `"25%"`: the search string of a health check that asks whether that share is open.
  public static String searchedShare(int percent) {
    return "\"%s\"".formatted(share(percent));
  }

  /// Whether some users are on trial at home, or were until they were taken back.
  boolean isTrial() {
    return !home.isEmpty();
  }

  /// How many of a hundred users go home on trial.
  int percent() {
    return home.stream()
        .mapToInt(it -> Integer.parseInt(it.substring(0, it.length() - 1)))
        .max()
        .orElse(0);
  }

  /// Whether this one, which is asked for under the same epoch as `other`, would undo what came
  /// after it: once everybody is sent somewhere that is final, and a share comes late that is below
  /// the one that is open, unless it takes everybody back.
  boolean isBehind(Route other) {
    if (epoch != other.epoch || equals(other)) {
      return false;
    }
    return other.isTrial()
        ? isTrial() && percent() > 0 && percent() < other.percent()
        : isTrial() || !region.equals(other.region);
  }

  /// @throws IllegalArgumentException when it is not what [#text] wrote
  static Route of(String text) {
    try {
      return JSON.readValue(text, Route.class);
    } catch (JacksonException unreadable) {
      throw new IllegalArgumentException(unreadable.getOriginalMessage(), unreadable);
    }
  }

  String text() {
    return JSON.writeValueAsString(this);
  }
}
