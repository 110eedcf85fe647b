package dev.lifeboat.cli.simulate;

import dev.lifeboat.simulate.Assumption;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads an assumption as the command line spells it.
final class AssumptionWord implements ITypeConverter<Assumption> {
  @Override
  public Assumption convert(String word) {
    return Stream.of(Assumption.values())
        .filter(it -> it.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException(
                Stream.of(Assumption.values())
                    .map(Assumption::word)
                    .collect(
                        Collectors.joining(", ", "the assumptions are ", ", was '" + word + "'"))));
  }
}
