package dev.lifeboat.plan;

import java.util.List;

/// A mistake in the form of a file, in words of whoever wrote that file: those of the YAML library
/// tell of tokens, blocks and streams.
///
/// @param told the fact
/// @param fix what to do about it
record YamlSyntax(String told, String fix) {
  private static final String SPACING =
      "look for a missing quote, bracket or blank after ':', or keys not indented alike";

  /// The first that its sentence contains is meant.
  private record Known(String sentence, YamlSyntax means) {
    Known(String sentence, String told, String fix) {
      this(sentence, new YamlSyntax(told, fix));
    }
  }

  private static final List<Known> KNOWN =
      List.of(
          new Known(
              "TAB",
              "a tab stands where lines are indented",
              "indent with blanks, never with tabs"),
          new Known(
              "mapping values are not allowed",
              "a ':' makes a key of this, and no key can stand here",
              "quote a text that holds ': ', and indent keys of one mapping alike"),
          new Known(
              "could not find expected ':'",
              "a ':' is missing after the key",
              "write 'key: value', with a blank after the ':'"),
          new Known(
              "but found '<scalar>'",
              "this stands behind a value that has ended",
              "put the whole value in quotes, or close a quote above"),
          new Known(
              "expected <block end>",
              "this is indented otherwise than what it belongs to",
              "indent the keys of one mapping, and the '- ' of one list, alike"),
          new Known(
              "',' or '}'", "a '{' is not closed", "put ',' between its keys and '}' at its end"),
          new Known(
              "',' or ']'", "a '[' is not closed", "put ',' between its items and ']' at its end"),
          new Known(
              "unexpected end of stream",
              "a text in quotes is not closed",
              "end it with the quote that it begins with"),
          new Known(
              "sequence entries are not allowed",
              "a '- ' begins an item of a list, and no list can stand here",
              "put each item on a line of its own, below its key"),
          new Known(
              "cannot start any token", "no value can begin with this sign", "put it in quotes"),
          new Known(
              "escape character",
              "this is no escape that YAML knows",
              "use single quotes, or write each \\ twice"),
          new Known("expected the node content", "a value is missing here", SPACING),
          new Known(
              "expected '<document start>'",
              "this belongs to nothing that stands before it",
              "indent the keys of one mapping alike"));

  /// @param sentence the library's own, which stands for itself where nobody put it in other words
  static YamlSyntax of(String sentence) {
    return KNOWN.stream()
        .filter(known -> sentence.contains(known.sentence()))
        .map(Known::means)
        .findFirst()
        .orElseGet(() -> new YamlSyntax("not valid YAML: " + Quote.clean(sentence), SPACING));
  }

  /// Whether it shows only at the end of the file, far from where it is.
  boolean showsAtTheEnd() {
    return told.contains("quotes is not closed");
  }
}
