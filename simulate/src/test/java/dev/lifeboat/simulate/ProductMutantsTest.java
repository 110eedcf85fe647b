package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.lifeboat.mutation.MutatedProduct;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: the simulator finds a line of the product that was changed.
///
/// Method: compile the class again from its source with that line changed, load the whole product
/// beside it, and play stories until one breaks a rule. The number that each took is printed.
final class ProductMutantsTest {
  private static final List<String> DECIDING = List.of("plan", "engine", "proof", "simulate");
  private static final int QUICK = 100;
  private static final long MOST = 1_000_000;

  /// Those that fall so soon that every build can look.
  private static final Set<ProductMutant> SOON =
      EnumSet.of(
          ProductMutant.A_VOTE_BINDS_FOR_NO_TIME,
          ProductMutant.A_LOWER_EPOCH_IS_GRANTED,
          ProductMutant.THE_NEWEST_VOTE_COUNTS_FOR_TWO,
          ProductMutant.A_WORD_IS_NO_MATTER_FOR_THE_PROOF,
          ProductMutant.AN_EARLIER_WRITER_WAS_FOLLOWED);

  @Test
  @Tag("campaign")
  void a_changed_line_of_each_kind_is_found_within_a_hundred_stories() throws Exception {
    for (var mutant : SOON) {
      assertThat(fall(mutant, QUICK)).as(mutant.name()).isNotNegative();
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_line_is_still_there(ProductMutant mutant) {
    assertThatCode(() -> new MutatedProduct(mutant.line(), DECIDING)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("proof")
  @Timeout(value = 6, unit = TimeUnit.HOURS)
  void no_mutant_survives_a_million_stories(ProductMutant mutant) throws Exception {
    long seed = fall(mutant, MOST);
    var file = Path.of("target", "proof", "mutants.txt");
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        List.of(mutant + (seed < 0 ? " survives" : " falls at story " + seed)),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    assertThat(seed).as("the story at which %s falls", mutant).isNotNegative();
  }

  /// The story at which it falls; -1 for none.
  private static long fall(ProductMutant mutant, long most) throws Exception {
    var product = new MutatedProduct(mutant.line(), DECIDING);
    @SuppressWarnings("unchecked") // Of that very class, loaded once more.
    var worlds =
        (LongFunction<String>)
            product.loadClass(StoryWorlds.class.getName()).getDeclaredConstructor().newInstance();
    for (long seed = 1; seed <= most; seed++) {
      if (!worlds.apply(seed).isEmpty()) {
        return seed;
      }
    }
    return -1;
  }
}
