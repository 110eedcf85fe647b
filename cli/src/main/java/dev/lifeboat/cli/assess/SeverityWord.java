package dev.lifeboat.cli.assess;

import dev.lifeboat.assess.Severity;
import dev.lifeboat.plan.WordedChoice;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a severity as the command line spells it.
final class SeverityWord implements ITypeConverter<Severity> {
  @Override
  public Severity convert(String word) {
    return WordedChoice.find(Severity.values(), word)
        .orElseThrow(() ->
            new TypeConversionException(
                "the severities are low, medium and high, was '" + word + "'"));
  }
}
