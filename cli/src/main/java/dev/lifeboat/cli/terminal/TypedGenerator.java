package dev.lifeboat.cli.terminal;

import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.util.JsonGeneratorDelegate;

/// Generator that makes commands in what a document tells a person such as can be pasted, while the
/// document is written: one that is too large to be held has no tree to change.
final class TypedGenerator extends JsonGeneratorDelegate {
  private final Predicate<String> telling;
  private final TypedCommand commands;

  /// @param telling whether the field of that name tells
  TypedGenerator(JsonGenerator to, Predicate<String> telling, TypedCommand commands) {
    super(to);
    this.telling = telling;
    this.commands = commands;
  }

  @Override
  public JsonGenerator writeString(String text) {
    return super.writeString(isTold() && text != null ? commands.in(text) : text);
  }

  /// Items of a list are of the field that has the list.
  private boolean isTold() {
    TokenStreamContext at = streamWriteContext();
    while (at.inArray()) {
      at = at.getParent();
    }
    return at.inObject() && telling.test(at.currentName());
  }
}
