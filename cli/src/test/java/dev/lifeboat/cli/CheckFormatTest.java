package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lifeboat.cli.terminal.OutputJson;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;

/// A check as tools of a build read it. `sarif-2.1.0.json` is the schema of the OASIS, as the
/// package @microsoft/jest-sarif ships it under the MIT licence.
final class CheckFormatTest {

  @TempDir private Path folder;

  /// Issue 20, part 2.
  @Test
  void each_mistake_of_a_plan_is_a_result_with_its_place_and_code() throws Exception {
    var given = new Givens(folder).make("ten-mistakes");
    var errors = Invocation.of("check", given.plan(), "--json").json().path("errors");

    var told = Invocation.of("check", given.plan(), "--format", "sarif");

    var results = sarif(told).path("runs").path(0).path("results");
    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).startsWith("LB1001");
    assertThat(results.size()).isEqualTo(10);
    for (int i = 0; i < results.size(); i++) {
      var at = results.get(i).path("locations").path(0).path("physicalLocation");
      assertThat(results.get(i).path("ruleId").asString()).isEqualTo("LB1001");
      assertThat(results.get(i).path("level").asString()).isEqualTo("error");
      assertThat(at.path("artifactLocation").path("uri").asString())
          .isEqualTo(given.plan().toUri().toString());
      assertThat(at.path("region").path("startLine")).isEqualTo(errors.get(i).path("line"));
      assertThat(at.path("region").path("startColumn")).isEqualTo(errors.get(i).path("column"));
    }
  }

  /// What a build prints is typed by a person, as what a terminal shows is.
  @ParameterizedTest
  @ValueSource(strings = {"sarif", "junit"})
  void its_commands_name_the_state_folder_that_was_given(String format) {
    var told = Invocation.of("check", Invocation.STOREFRONT, "--state", folder, "--format", format);

    assertThat(told.out()).contains("lab up").contains("--state " + folder);
  }

  /// Method: RFC 6901 parts keys by slashes alone.
  @Test
  void a_key_with_a_dot_is_one_key_for_whoever_follows_its_pointer() throws Exception {
    var plan = folder.resolve("plan.yaml");
    Files.writeString(plan, Files.readString(Invocation.STOREFRONT) + "a.b/c~d: 1\n");

    var error = Invocation.of("check", plan, "--json").json().path("errors").path(0);

    assertThat(error.path("pointer").asString()).isEqualTo("/a.b~1c~0d");
  }

  @Test
  void each_mistake_of_a_plan_is_a_failed_test() throws Exception {
    var given = new Givens(folder).make("ten-mistakes");

    var told = Invocation.of("check", given.plan(), "--format", "junit");

    var suite = (Element) xml(told).getElementsByTagName("testsuite").item(0);
    var first = (Element) suite.getElementsByTagName("testcase").item(0);
    var failure = (Element) first.getElementsByTagName("failure").item(0);
    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(suite.getAttribute("tests")).isEqualTo("10");
    assertThat(suite.getAttribute("failures")).isEqualTo("10");
    assertThat(first.getAttribute("file")).isEqualTo(given.plan().toString());
    assertThat(first.getAttribute("line")).isEqualTo("1");
    assertThat(failure.getAttribute("type")).isEqualTo("LB1001");
    assertThat(failure.getTextContent()).contains(given.plan() + ":1:7: LB1001 ");
  }

  /// Goal: a mistake is shown beside the lines of the file that has it.
  @Test
  void a_mistake_in_an_included_file_is_told_of_that_file() throws Exception {
    var plan = folder.resolve("lifeboat.yaml");
    var part = folder.resolve("teams/pay.yaml");
    Files.createDirectories(part.getParent());
    Files.writeString(plan, Files.readString(Invocation.STOREFRONT) + "include: [teams/*.yaml]\n");
    Files.writeString(part, "people:\n  colour: red\n");

    var result = sarif(Invocation.of("check", plan, "--format", "sarif")).at("/runs/0/results");
    var report = xml(Invocation.of("check", plan, "--format", "junit"));

    var test = (Element) report.getElementsByTagName("testcase").item(0);
    assertThat(result.size()).isEqualTo(1);
    var at = result.at("/0/locations/0/physicalLocation");
    assertThat(at.at("/artifactLocation/uri").asString()).isEqualTo(part.toUri().toString());
    assertThat(at.at("/region/startLine").asInt()).isEqualTo(2);
    assertThat(test.getAttribute("file")).isEqualTo(part.toString());
    assertThat(test.getTextContent()).contains(part + ":2:3: LB1001 ");
  }

  @ParameterizedTest
  @CsvSource({"nothing, 3, 0, 1", "quiet-lab, 3, 1, 0"})
  void what_is_found_in_the_regions_is_told_too(
      String given, int exitCode, int leastFailures, int leastErrors) throws Exception {
    var there = new Givens(folder).make(given);
    var words = List.of("check", there.plan(), "--state", there.state(), "--format");

    var sarif = invoke(words, "sarif");
    var suite = (Element) xml(invoke(words, "junit")).getElementsByTagName("testsuite").item(0);

    assertThat(sarif.exitCode()).isEqualTo(exitCode);
    assertThat(sarif(sarif).path("runs").path(0).path("results").size()).isPositive();
    assertThat(Integer.parseInt(suite.getAttribute("failures")))
        .isGreaterThanOrEqualTo(leastFailures);
    assertThat(Integer.parseInt(suite.getAttribute("errors"))).isGreaterThanOrEqualTo(leastErrors);
    assertThat(suite.getElementsByTagName("testcase").getLength())
        .isEqualTo(Integer.parseInt(suite.getAttribute("tests")));
  }

  @Test
  void a_plan_without_mistakes_has_no_result_and_one_test_that_passed() throws Exception {
    var sarif = Invocation.of("check", Invocation.STOREFRONT, "--plan-only", "--format", "sarif");
    var junit = Invocation.of("check", Invocation.STOREFRONT, "--plan-only", "--format", "junit");

    assertThat(List.of(sarif.exitCode(), junit.exitCode())).containsOnly(0);
    assertThat(sarif(sarif).path("runs").path(0).path("results").size()).isZero();
    assertThat(xml(junit).getElementsByTagName("testcase").getLength()).isEqualTo(1);
  }

  /// What a build reads is a document however it ends.
  @Test
  void a_plan_that_is_missing_or_never_moved_is_a_result() throws Exception {
    var missing = Invocation.of("check", "no/such.yaml", "--format", "sarif");
    var given = new Givens(folder).make("active-active");
    var unmoved = Invocation.of("check", given.plan(), "--plan-only", "--format", "sarif");

    assertThat(sarif(missing).at("/runs/0/results/0/ruleId").asString()).isEqualTo("LB1002");
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(sarif(unmoved).at("/runs/0/results/0/ruleId").asString()).startsWith("LB2");
    assertThat(unmoved.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check no/such.yaml --format json",
        "runbook no/such.yaml --format=json",
        "ledger 20261120-150411-7q2k --format json",
        "check x --format json --zzz"
      })
  void what_fails_is_one_document_by_either_name_of_it(String line) {
    var told = Invocation.of((Object[]) (line + " --state " + folder).split(" "));

    assertThat(told.exitCode()).isNotZero();
    assertThat(told.json().path("exitCode").asInt()).isEqualTo(told.exitCode());
  }

  @Test
  void two_forms_of_one_answer_are_refused() {
    var told = Invocation.of("check", Invocation.STOREFRONT, "--json", "--format", "sarif");

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.json().path("code").asString()).isEqualTo("LB1004");
  }

  /// What a plan says can hold what XML cannot.
  @Test
  void any_text_of_a_plan_can_be_written() throws Exception {
    var plan = folder.resolve("plän & <one>.yaml");
    Files.writeString(plan, "plan: \"a\\u0001]]>\\uFFFE\"\n");

    assertThat(xml(Invocation.of("check", plan, "--format", "junit")).getDocumentElement())
        .isNotNull();
    assertThat(sarif(Invocation.of("check", plan, "--format", "sarif")).isObject()).isTrue();
  }

  private static Invocation invoke(List<?> words, String format) {
    var all = new ArrayList<Object>(words);
    all.add(format);
    return Invocation.of(all.toArray());
  }

  static JsonNode sarif(Invocation told) throws Exception {
    var text = told.out().getBytes(StandardCharsets.UTF_8);
    try (var schema = CheckFormatTest.class.getResourceAsStream("sarif-2.1.0.json")) {
      var mistakes =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
              .getSchema(
                  new String(schema.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON)
              .validate(
                  told.out(),
                  InputFormat.JSON,
                  execution ->
                      execution.executionConfig(config -> config.formatAssertionsEnabled(true)));
      assertThat(mistakes).as(told.out()).isEmpty();
    }
    return OutputJson.read(text);
  }

  static Document xml(Invocation told) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(told.out())));
  }
}
