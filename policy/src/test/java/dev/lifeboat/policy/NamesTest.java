package dev.lifeboat.policy;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.policy.Checkout.Source;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A reader finds a type by its name alone.
class NamesTest {

  /// Participles: the regular ones, and those that have been used or might be.
  private static final Pattern VERBAL =
      Pattern.compile(
          "\\w*(ing|ed|begun|broken|chosen|done|drawn|fallen|found|given|gone|held|hidden|kept|known"
              + "|left|lost|made|meant|said|seen|sent|shown|spent|taken|told|torn|written)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern FORBIDDEN = Pattern.compile("\\w*(Util|Utils|Manager|Helper)");

  /// What ends like an act or a participle, but is a thing.
  private static final Set<String> THINGS =
      Set.of("DoctorFinding", "EcsBinding", "Finding", "KeyRing", "ServiceBinding", "Setting");

  /// The first line of a type's comment that begins as a question does.
  private static final Pattern QUESTION =
      Pattern.compile(
          "(?m)^(?!///).*\\n/// (What|How|Where|Whether|Which|Who|When|Why)\\b.*\\n(///.*\\n)*+(@.*\\n)*+"
              + "((public|sealed|non-sealed|final|abstract) )*(class|record|interface|enum) ");

  /// As many as there are; it only falls.
  private static final int MOST_QUESTIONS = 345;

  @Test
  void a_simple_name_is_used_once() {
    var uses =
        Checkout.javaSources().stream()
            .filter(source -> !source.path().startsWith("examples/"))
            .map(Source::type)
            .filter(name -> !name.equals("package-info"))
            .collect(groupingBy(name -> name, counting()));

    assertThat(uses.entrySet())
        .as("say in the name whose it is")
        .filteredOn(use -> use.getValue() > 1)
        .extracting(Map.Entry::getKey)
        .isEmpty();
  }

  @Test
  void a_type_is_named_by_a_noun() {
    assertThat(names())
        .as("say what it is, not what it does or what became of it")
        .filteredOn(name -> VERBAL.matcher(name).matches() && !THINGS.contains(name))
        .isEmpty();
    assertThat(names()).as("say what it is for").noneMatch(it -> FORBIDDEN.matcher(it).matches());
  }

  @Test
  void a_comment_on_a_type_begins_with_a_noun_or_a_verb() {
    assertThat(Checkout.javaSources())
        .as("say what the type is: 'Result of one look', not 'What one look found'")
        .filteredOn(source -> source.isProduct() && QUESTION.matcher(source.text()).find())
        .hasSizeLessThanOrEqualTo(MOST_QUESTIONS);
  }

  private static List<String> names() {
    return Checkout.javaSources().stream()
        .filter(Source::isProduct)
        .map(Source::type)
        .filter(name -> !name.equals("package-info"))
        .toList();
  }
}
