package dev.lifeboat.cli.assess;

import dev.lifeboat.assess.RecommendationRule;
import dev.lifeboat.plan.WordedChoice;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a rule as the command line spells it.
final class RuleWord implements ITypeConverter<RecommendationRule> {
  @Override
  public RecommendationRule convert(String word) {
    return WordedChoice.find(RecommendationRule.values(), word)
        .orElseThrow(() ->
            new TypeConversionException("the rules are default and seed, was '" + word + "'"));
  }
}
