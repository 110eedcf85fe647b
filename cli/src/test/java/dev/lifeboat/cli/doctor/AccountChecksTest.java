package dev.lifeboat.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.control.AccountChecks;
import dev.lifeboat.control.MemoryAccount;
import dev.lifeboat.control.ScriptedRegions;
import dev.lifeboat.control.TwoWorkloads;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.DoctorCheck;
import dev.lifeboat.provider.DoctorFinding;
import dev.lifeboat.provider.DoctorFinding.State;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An account is asked for what it can tell, and nobody is sent to a lab.
final class AccountChecksTest {
  private static final Path ON_AWS =
      Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml");

  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");

  @TempDir private Path state;

  private ScriptedRegions account(String workload) throws Exception {
    return new ScriptedRegions(state, Placement.first(workload, "west"));
  }

  private DoctorFinding found(ScriptedRegions account) throws Exception {
    var checks =
        new AccountChecks(Kinds.read(Invocation.STOREFRONT), new MemoryAccount(account), () -> NOW);
    var findings = checks.all().getFirst().look().call();
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }

  @Test
  void where_each_writer_is_shows_that_it_can_be_asked() throws Exception {
    assertThat(found(account("shop")))
        .isEqualTo(DoctorFinding.well("account", "the writer of 'shop' is in west"));
  }

  @Test
  void what_was_never_adopted_is_trouble_with_the_command_that_adopts_it() throws Exception {
    var finding = found(account("another"));

    assertThat(finding.state()).isEqualTo(State.TROUBLE);
    assertThat(finding.fix()).startsWith("lifeboat adopt ").endsWith("--confirm storefront");
  }

  @ParameterizedTest
  @CsvSource({"LB2002, UNKNOWN", "LB7001, UNKNOWN", "LB7002, TROUBLE"})
  void an_account_that_is_silent_is_unknown_and_one_that_denies_is_trouble(Code code, State state)
      throws Exception {
    var account = account("shop");
    account.fallSilent(
        Problem.lasting(code, "so it is", "nothing was done", "sign in").asException());

    var finding = found(account);

    assertThat(finding.state()).isEqualTo(state);
    assertThat(finding.detail()).isEqualTo("so it is");
    assertThat(finding.fix()).isEqualTo("sign in");
  }

  @Test
  void what_keeps_two_workloads_from_being_read_is_told_once() throws Exception {
    var account = account("shop");
    account.fallSilent(
        Problem.lasting(Code.LB7002, "it is denied", "nothing was done", "sign in").asException());

    var checks = new AccountChecks(TwoWorkloads.read(state), new MemoryAccount(account), () -> NOW);
    assertThat(checks.all().getFirst().look().call())
        .containsExactly(DoctorFinding.trouble("account", "it is denied", "sign in"));
  }

  @Test
  void one_that_was_never_adopted_hides_no_other() throws Exception {
    var checks =
        new AccountChecks(TwoWorkloads.read(state), new MemoryAccount(account("shop")), () -> NOW);

    assertThat(checks.all().getFirst().look().call())
        .extracting(DoctorFinding::state)
        .containsExactly(State.WELL, State.TROUBLE);
  }

  private List<DoctorFinding> regions(ScriptedRegions account) throws Exception {
    var checks =
        new AccountChecks(Kinds.read(Invocation.STOREFRONT), new MemoryAccount(account), () -> NOW);
    var findings = new ArrayList<DoctorFinding>();
    for (var check : checks.all().subList(1, checks.all().size())) {
      findings.addAll(check.look().call());
    }
    return findings;
  }

  @Test
  void each_region_tells_whom_it_takes_the_caller_for_and_how_far_the_clock_is_off()
      throws Exception {
    var account = account("shop");
    account.tellTime(NOW.plusSeconds(299));

    var found = regions(account);

    assertThat(found)
        .extracting(DoctorFinding::what)
        .containsExactly("region east", "region west", "region edge");
    assertThat(found.getFirst())
        .isEqualTo(
            DoctorFinding.well(
                "region east",
                "east answers after 0 ms, to ada of account memory; its clock is 299 s ahead of ours"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-301, 301})
  void a_clock_with_which_nothing_can_be_signed_is_trouble(int seconds) throws Exception {
    var account = account("shop");
    account.tellTime(NOW.plusSeconds(seconds));

    assertThat(regions(account))
        .allSatisfy(it -> {
          assertThat(it.state()).isEqualTo(State.TROUBLE);
          assertThat(it.detail())
              .endsWith("is 301 s %s ours".formatted(seconds < 0 ? "behind" : "ahead of"));
          assertThat(it.fix()).contains("clock of this machine", "5 min");
        });
  }

  /// An answer's moment has whole seconds, and is old by as long as it was under way.
  @ParameterizedTest
  @CsvSource({
    "-2000, is 2 s behind ours", "-1999, agrees with ours", "-1, agrees with ours",
    "0, agrees with ours", "1999, agrees with ours", "2000, is 2 s ahead of ours"
  })
  void a_clock_that_is_off_by_less_than_can_be_seen_agrees(int millis, String told)
      throws Exception {
    var account = account("shop");
    account.tellTime(NOW.plusMillis(millis));

    assertThat(regions(account).getFirst().detail()).endsWith("its clock " + told);
  }

  @Test
  void a_region_without_a_clock_is_well_and_a_silent_one_unknown() throws Exception {
    var account = account("shop");
    assertThat(regions(account).getFirst().detail()).endsWith("its clock is not told");

    account.fallSilent(
        Problem.lasting(Code.LB2002, "so it is", "nothing was done", "wait").asException());
    assertThat(regions(account)).contains(DoctorFinding.unknown("region west", "so it is", "wait"));
  }

  /// Neither the ports of a lab nor a way to bring one up.
  @Test
  void doctor_looks_at_no_lab_for_a_plan_on_aws() throws Exception {
    assertThat(new DoctorCommand().checkup(Kinds.read(ON_AWS)).checks())
        .extracting(DoctorCheck::what)
        .contains("account", "region primary", "region secondary", "region witness")
        .doesNotContain("ports", "regions");
    assertThat(new DoctorCommand().checkup(Kinds.read(Invocation.STOREFRONT)).checks())
        .extracting(DoctorCheck::what)
        .contains("ports", "regions");
  }
}
