package dev.lifeboat.cli;

import dev.lifeboat.simulate.Assumption;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads an assumption as the command line spells it.
final class AssumptionWord implements ITypeConverter<Assumption> {
  @Override
  public Assumption convert(String word) {
    return Arrays.stream(Assumption.values())
        .filter(it -> it.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException(
                "the assumptions are "
                    + Arrays.stream(Assumption.values())
                        .map(Assumption::word)
                        .collect(Collectors.joining(", "))
                    + ", was '"
                    + word
                    + "'"));
  }
}
