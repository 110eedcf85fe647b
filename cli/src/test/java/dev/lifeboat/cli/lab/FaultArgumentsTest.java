package dev.lifeboat.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FaultArgumentsTest {

  @Command
  private static final class Takes {
    @CommandLine.Mixin private final FaultArguments arguments = new FaultArguments();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("region east", new Fault.RegionLost("east")),
        Arguments.of("region east --silent", new Fault.RegionSilent("east")),
        Arguments.of("hang west", new Fault.RegionHung("west")),
        Arguments.of("database orders", new Fault.ResourceLost("orders", "west")),
        Arguments.of("database orders --region east", new Fault.ResourceLost("orders", "east")),
        Arguments.of("postmaster orders", new Fault.PostmasterLost("orders", "west")),
        Arguments.of("service web", new Fault.ResourceLost("web", "west")),
        Arguments.of("bucket images --region east", new Fault.ResourceLost("images", "east")),
        Arguments.of("front-door", new Fault.FrontDoorLost("edge")),
        Arguments.of("link-cut", new Fault.LinkCut("east", "west")),
        Arguments.of("link-cut west east", new Fault.LinkCut("west", "east")),
        Arguments.of("link-cut east edge", new Fault.LinkCut("east", "edge")),
        Arguments.of(
            "link-slow edge west --latency 80ms",
            new Fault.LinkSlow("edge", "west", Duration.ofMillis(80))),
        Arguments.of(
            "link-slow --latency 80ms", new Fault.LinkSlow("east", "west", Duration.ofMillis(80))));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void each_fault_has_its_words_and_the_writers_region_is_meant_by_default(
      String words, Fault fault) throws Exception {
    assertThat(fault(words)).isEqualTo(fault);
    assertThat(FaultArguments.phrase(fault)).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "region north",
        "region edge",
        "database images",
        "service shop",
        "database orders --region north",
        "link-cut east north"
      })
  void a_name_that_the_plan_has_not_is_refused_with_those_it_has(String words) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> fault(words))
        .satisfies(told -> assertThat(told.problem().code()).isEqualTo(Code.LB1003))
        .satisfies(told -> assertThat(told.problem().action()).startsWith("use one of "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flood east",
        "region",
        "link-cut east",
        "link-cut east east",
        "hang east --silent",
        "link-slow --latency soon"
      })
  void what_makes_no_sense_is_bad_usage(String words) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> fault(words))
        .satisfies(told -> assertThat(told.problem().code()).isEqualTo(Code.LB1004));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void what_was_broken_can_be_healed_by_the_same_words(String words, Fault fault) throws Exception {
    assertThat(fault(parse(words).line())).isEqualTo(fault);
  }

  private static Fault fault(String words) throws ProblemException {
    return parse(words).fault(plan(), _ -> "west");
  }

  private static FaultArguments parse(String words) {
    var line = new ArrayList<>(List.of("plan.yaml"));
    line.addAll(List.of(words.split(" ")));
    var takes = new Takes();
    new CommandLine(takes).parseArgs(line.toArray(String[]::new));
    return takes.arguments;
  }

  private static Plan plan() throws ProblemException {
    return Kinds.read(Invocation.STOREFRONT).plan();
  }
}
