package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.assess.Baseline.GapName;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An earlier assessment, of a portfolio too.
class BaselineFileTest {
  private static final String WHOLE =
      """
      {"schema":"lifeboat.assess/v1","plan":"p","else":{"a":[1]},%s
       "workloads":[{"name":"shop","rto":{"estimateSeconds":60},"rpo":{"estimateSeconds":5},
         "monthlyCost":{"amount":377.0,"currency":"USD"}}],
       "findings":[{"code":"LB8001","severity":"high","workload":"shop"},
         {"code":"LB8999","severity":"low","workload":"shop"}]}
      """;

  @TempDir private Path folder;

  @Test
  void one_that_is_larger_than_any_text_in_memory_should_be_is_read() throws Exception {
    var read = read(WHOLE.formatted(" ".repeat(65 << 20)));

    assertThat(read.workloads()).containsOnlyKeys("shop");
    assertThat(read.gaps()).containsOnlyKeys(new GapName(Code.LB8001, "shop", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "7",
        "{",
        "",
        "{\"schema\":\"lifeboat.assess/v1\",\"plan\":\"p\",\"workloads\":[{}]}",
        "{\"schema\":\"lifeboat.assess/v1\",\"plan\":\"p\",\"workloads\":[",
        "{\"schema\":\"lifeboat.assess/v1\",\"plan\":\"p\",\"findings\":[{\"severity\":\"x\"}]}",
        "{\"schema\":\"lifeboat.assess/v1\",\"plan\":\"other\",\"workloads\":[],\"findings\":[]}",
        "{\"schema\":\"lifeboat.assess/v1\",\"plan\":\"p\"}",
        "{\"schema\":\"lifeboat.assess/v1\",\"plan\":\"p\",\"workloads\":[]}",
        "{\"schema\":\"lifeboat.assess/v1\",\"plan\":\"p\",\"findings\":[]}",
        "{\"schema\":\"lifeboat.assess/v1\",\"plan\":\"p\",\"workloads\":[],\"findings\":{}}",
        "{\"schema\":\"lifeboat.assess/v1\",\"plan\":\"p\",\"workloads\":null,\"findings\":[]}"
      })
  void what_is_no_assessment_of_that_plan_is_refused(String text) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> read(text))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB1004));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e-999999999", "\"60\""})
  void what_is_no_figure_is_refused(String figure) {
    for (var key : List.of("\"rto\":{\"estimateSeconds\":60", "\"amount\":377.0")) {
      var name = key.substring(0, key.lastIndexOf(':') + 1);
      assertThat(WHOLE).contains(key);
      what_is_no_assessment_of_that_plan_is_refused(
          WHOLE.formatted("").replace(key, name + figure));
    }
  }

  private Baseline read(String text) throws Exception {
    return BaselineFile.read(Files.writeString(folder.resolve("was.json"), text), "p");
  }
}
