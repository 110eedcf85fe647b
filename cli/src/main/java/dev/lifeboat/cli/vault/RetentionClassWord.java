package dev.lifeboat.cli.vault;

import dev.lifeboat.vault.RetentionClass;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a class of retention as the command line spells it.
final class RetentionClassWord implements ITypeConverter<RetentionClass> {
  @Override
  public RetentionClass convert(String word) {
    var all = Arrays.asList(RetentionClass.values());
    return all.stream()
        .filter(it -> it.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException(
                "the classes are %s, was '%s'"
                    .formatted(
                        all.stream().map(RetentionClass::word).collect(Collectors.joining(", ")),
                        word)));
  }
}
