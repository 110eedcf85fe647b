package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTableFileTest {
  private static final Path SHIPPED =
      Path.of("..", "assess/src/main/resources/dev/lifeboat/assess/prices.json");

  @TempDir private Path folder;

  @Test
  void the_shipped_table_is_dated_and_prices_every_item() {
    var shipped = PriceTableFile.shipped();

    assertThat(shipped.date()).isEqualTo("2026-11-26");
    assertThat(shipped.source()).contains("no quote");
    assertThat(shipped.monthly()).containsOnlyKeys(PricedItem.values());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lifeboat.prices/v1 | lifeboat.prices/v9 | its schema is 'lifeboat.prices/v9'",
        "2026-11-26 | yesterday | date is 'yesterday'",
        "USD | dollars | currency is 'dollars'",
        "\"database\": | \"datebase\": | monthly has 'datebase', which nothing is priced by",
        "85.00 | \"85\" | monthly.database.primary is no number of 0 to 1000000000",
        "85.00 | -1 | monthly.database.primary is no number",
        "85.00 | 1e99 | monthly.database.primary is no number",
        "0.30 | 1.01 | reserved is no number of 0 to 1",
        "0.02 | \"much\" | transferPerGigabyte is no number of 0 to 1000000000",
        "\"version\": \"1\" | \"version\": 1 | it lacks the text 'version'",
        "\"keys\": | \"database\": | it is no JSON",
        "\"spot\": 0.60 | \"spot\": 1e-100000000 | spot has more than 8 digits behind the point",
        "\"spot\": | \"spott\": | 'it has ''spott'', which nothing is read from; it may have schema,'",
        "\"recovery\": 85.00 | \"recovery\": 85, \"edge\": 1 | it has 'monthly.database.edge',",
        "{ | [ | 'it is no JSON that says a thing once, line 2'"
      })
  void a_table_that_is_wrong_is_told_where(String what, String by, String told) throws Exception {
    var text = Files.readString(SHIPPED);
    assertThat(text).contains(what);
    var wrong = text.replaceFirst(java.util.regex.Pattern.quote(what), by);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PriceTableFile.parse(wrong.getBytes(StandardCharsets.UTF_8)))
        .withMessageContaining(told);
  }

  @Test
  void a_text_that_is_nested_without_end_is_refused() {
    var deep = "[".repeat(5_000).getBytes(StandardCharsets.UTF_8);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PriceTableFile.parse(deep))
        .withMessage("it is nested too deeply, or holds too long a value");
  }

  /// Also of guards, which tables of before lack: at no price a guard would look cheaper than it
  /// is.
  @ParameterizedTest
  @ValueSource(strings = {"keys", "guard"})
  void a_price_that_is_missing_is_named(String item) throws Exception {
    var text = Files.readString(SHIPPED).replaceFirst("(?m)^ +\"" + item + "\".*\\R", "");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PriceTableFile.parse(text.getBytes(StandardCharsets.UTF_8)))
        .withMessageContaining("must have a price of " + item);
  }

  @Test
  void a_file_that_cannot_be_used_is_a_problem_with_its_path() throws Exception {
    var huge = Files.write(folder.resolve("huge.json"), new byte[1 << 17]);

    assertThatThrownBy(() -> PriceTableFile.read(huge))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("huge.json")
        .hasMessageContaining("larger than 64 KiB");
    assertThatThrownBy(() -> PriceTableFile.read(folder.resolve("none.json")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("none.json");
  }
}
