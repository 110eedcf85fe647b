package dev.lifeboat.cli.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {

  @Test
  void an_automatic_failover_without_an_arbiter_is_refused_before_any_look() throws Exception {
    var file = Kinds.read(Invocation.STOREFRONT);
    var out = new StringWriter();
    var command = Invocation.at(Invocation.terminal(out, new StringWriter()), new CheckCommand());

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() ->
            command.call(new PlanFile(Kinds.READER, file.path(), withoutArbiter(file.plan()), "")))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB3007);
          assertThat(refused.problem().code().exitCode()).isEqualTo(4);
          assertThat(refused.problem().action()).contains("role: arbiter", "approval");
        });
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void the_lab_supplies_an_arbiter_to_a_plan_that_names_none(@TempDir Path state) {
    var checked = Invocation.of("check", Invocation.STOREFRONT, "--state", state);

    assertThat(checked.exitCode()).as("no lab is up").isEqualTo(3);
    assertThat(checked.out()).contains("the plan is valid, as of ");
  }

  /// A hundred workloads without a lab are one trouble, not a hundred.
  @Test
  void what_holds_for_several_workloads_is_told_once_with_their_names(@TempDir Path folder) {
    var tenants = Path.of("..", "examples", "saas-tiers", "lab.yaml");

    var told = Invocation.of("check", tenants, "--state", folder);

    assertThat(told.out().lines().filter(line -> line.contains("the lab is not up"))).hasSize(1);
    assertThat(told.out()).contains("all 3 workloads\n    ", "acme", "globex", "initech");
  }

  /// A build judges the file, with no lab and no account.
  @Test
  void the_file_alone_can_be_judged(@TempDir Path folder) throws Exception {
    var told = Invocation.of("check", Invocation.STOREFRONT, "--plan-only");
    assertThat(told.exitCode()).isZero();
    assertThat(told.out()).contains("valid; no region was asked");

    var plan = folder.resolve("lifeboat.yaml");
    var text = Files.readString(Invocation.STOREFRONT);
    Files.writeString(plan, text.replace("strategy: warm-standby", "strategy: active-active"));
    var refused = Invocation.of("check", plan, "--plan-only");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .startsWith("LB2006  ")
        .contains("active-active, which has no runbook yet")
        .doesNotContain("LB1001");
    var document = Invocation.of("check", plan, "--plan-only", "--json");
    assertThat(document.exitCode()).isEqualTo(2);
    assertThat(document.json().path("code").asString()).isEqualTo("LB2006");
    assertThat(document.json().path("exitCode").asInt()).isEqualTo(2);
    var lines = Invocation.of("check", plan, "--plan-only", "--progress", "json").err();
    assertThat(lines).contains("\"exitCode\":2").doesNotContain("\"exitCode\":3");
    assertThat(Invocation.of("check", plan, "--state", folder).out())
        .contains("NOT-READY", "active-active, which has no runbook yet");
  }

  @Test
  void a_vault_whose_passphrase_nobody_gave_is_a_warning_with_the_words_of_the_plan(
      @TempDir Path folder) throws Exception {
    var text =
        Files.readString(Invocation.STOREFRONT)
                .replace("    verify:", "    backup: { to: offsite }\n    verify:")
            + "vaults: { offsite: { url: a } }\n";
    var plan = Files.writeString(folder.resolve("lifeboat.yaml"), text);

    assertThat(Invocation.of("check", plan, "--state", folder).out())
        .contains("how old backups in vault 'offsite' are is not known", "'keys' of vaults.offsite")
        .doesNotContain("--key-file");
  }

  /// A build refuses it before anything is written there, and whoever looks is warned.
  @Test
  void a_vault_where_the_data_may_not_lie_is_refused(@TempDir Path folder) throws Exception {
    var text =
        Files.readString(Invocation.STOREFRONT)
                .replace("    verify:", "    backup: { to: offsite }\n    verify:")
            + "vaults: { offsite: { url: a, region: abroad } }\n"
            + "assess: { places: { abroad: US }, residency: { shop: [DE] } }\n";
    var plan = Files.writeString(folder.resolve("lifeboat.yaml"), text);
    var why = "data of 'shop' may lie only in DE, and of vault 'offsite' 'abroad' lies in US";

    var refused = Invocation.of("check", plan, "--plan-only");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).startsWith("LB9009  ").contains(why);
    assertThat(Invocation.of("check", plan, "--state", folder).out()).contains(why);

    Files.writeString(plan, text.replace("[DE]", "[DE, US]"));
    assertThat(Invocation.of("check", plan, "--plan-only").exitCode()).isZero();
  }

  private static Plan withoutArbiter(Plan plan) {
    var regions = new LinkedHashMap<String, Region>();
    plan.regions().values().stream()
        .filter(region -> region.role() != Region.Role.ARBITER)
        .forEach(region -> regions.put(region.name(), region));
    return new Plan(
        plan.name(),
        regions,
        plan.workloads(),
        plan.vaults(),
        plan.lab(),
        plan.values(),
        plan.assess(),
        plan.people(),
        plan.sha256());
  }
}
