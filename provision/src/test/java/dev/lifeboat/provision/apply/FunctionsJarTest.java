package dev.lifeboat.provision.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Functions that would act for another plan, or for none.
final class FunctionsJarTest {
  private static final String HANDLER = "dev/lifeboat/aws/function/RunHandler.class";

  @TempDir private Path folder;

  private Path jar(Map<String, String> entries) throws IOException {
    var file = folder.resolve("functions of mine.jar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private static Map<String, String> entries(byte[] jar) throws IOException {
    var found = new LinkedHashMap<String, String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (var it = zip.getNextEntry(); it != null; it = zip.getNextEntry()) {
        found.put(it.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return found;
  }

  @Test
  void the_plan_is_put_beside_the_code_and_replaces_another_one() throws Exception {
    var code = jar(Map.of(HANDLER, "code", "lifeboat.yaml", "plan: of-yesterday\n"));

    var jar = FunctionsJar.of(code, "plan: shop\n");

    assertThat(entries(jar.bytes()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(HANDLER, "code", "lifeboat.yaml", "plan: shop\n"));
    assertThat(jar.name()).matches("[0-9a-f]{12}-lifeboat-functions.jar");
  }

  /// Goal: a changed plan is a change of the functions, and an equal one is none.
  @Test
  void the_name_tells_both_code_and_plan() throws Exception {
    var code = jar(Map.of(HANDLER, "code"));
    var first = FunctionsJar.of(code, "plan: shop\n").name();
    var changed = FunctionsJar.of(code, "plan: shop2\n").name();
    var again = FunctionsJar.of(code, "plan: shop\n").name();
    var newer = FunctionsJar.of(jar(Map.of(HANDLER, "newer code")), "plan: shop\n").name();

    assertThat(again).isEqualTo(first);
    assertThat(changed).isNotEqualTo(first);
    assertThat(newer).isNotEqualTo(first);
  }

  /// Goal: functions act for the plan that was provisioned, also where its file alone says it only
  /// in part. Method: one that refers to the environment, which functions have not.
  @Test
  void the_functions_read_the_plan_that_was_given_by_its_hash() throws Exception {
    var example = Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml");
    var file =
        Files.writeString(
            folder.resolve("lifeboat.yaml"),
            Files.readString(example).replace("plan: dr-lab\n", "plan: ${NO_SUCH:-dr-lab}\n"));
    var whole = new PlanReader(List.of(new AwsKeys()), Map.of()).whole(file);

    var jar = FunctionsJar.of(jar(Map.of(HANDLER, "code")), whole.text());

    var read = entries(jar.bytes()).get("lifeboat.yaml");
    assertThat(read).doesNotContain("NO_SUCH");
    assertThat(AwsKeys.reader().read("jar", read).orThrow().sha256())
        .isEqualTo(whole.result().orThrow().sha256());
  }

  @Test
  void a_jar_without_functions_is_refused() throws Exception {
    var other = jar(Map.of("lifeboat.yaml", "plan: shop\n"));

    assertThatThrownBy(() -> FunctionsJar.of(other, "plan: shop\n"))
        .hasMessageContaining("has no functions")
        .isInstanceOfSatisfying(
            ProblemException.class, it -> assertThat(it.problem().code()).isEqualTo(Code.LB1004));
  }

  @Test
  void its_name_is_nobodys_to_give() throws Exception {
    FunctionsJar.requireNotSet(Map.of("Email", "ada@example.com"));
    for (var name : List.of("FunctionsJar", "functions.FunctionsJar")) {
      assertThatThrownBy(() -> FunctionsJar.requireNotSet(Map.of(name, "x.jar")))
          .as(name)
          .hasMessageContaining("FunctionsJar");
    }
  }

  @Test
  void what_is_no_jar_cannot_be_read() throws Exception {
    var file = Files.writeString(folder.resolve("text"), "functions");
    assertThatThrownBy(() -> FunctionsJar.of(file, "plan: shop\n"))
        .isInstanceOf(ZipException.class);
  }
}
