package dev.lifeboat.provision.existing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The flat part of HCL that a `terraform.tfvars` is written in: names, `=` and literal texts,
/// numbers, truths, lists and mappings. What Terraform would compute is refused, not guessed.
///
/// @param source the file in words
record VariablesFile(String source, String text) {
  /// No list of a file of variables is deeper, and a reader without an end is none.
  private static final int DEEPEST = 20;

  private static final String FLAT = "write a text, a number, true, false, a list or a mapping";

  /// Each variable, in order.
  ///
  /// @throws UnreadableSource with line and column of what is none
  List<SourceKey> keys() throws UnreadableSource {
    var in = new VariablesText(source, text);
    var keys = new ArrayList<SourceKey>();
    var names = new HashSet<String>();
    in.skip(true);
    while (in.look() != VariablesText.END) {
      var place = in.place();
      var name = name(in);
      if (!names.add(name)) {
        throw new UnreadableSource(
            "%s: '%s' is there twice".formatted(place, name), "leave one of them out");
      }
      in.skip(false);
      if (in.look() != '=' || in.isNext("==")) {
        throw in.refused("no '=' follows '%s'".formatted(name), "write %s = VALUE".formatted(name));
      }
      in.next();
      in.skip(false);
      var at = in.place();
      var value = value(in, 1);
      value.ifPresent(it -> keys.add(new SourceKey(name, it, at)));
      in.skip(false);
      if (in.look() != VariablesText.END && in.look() != '\n') {
        throw in.refused("more follows the value of '%s'".formatted(name), FLAT);
      }
      in.skip(true);
    }
    return List.copyOf(keys);
  }

  private static String name(VariablesText in) throws UnreadableSource {
    var at = in.place();
    var name = in.word("_-");
    if (name.isEmpty() || name.matches("[0-9-].*")) {
      throw new UnreadableSource(
          at + ": no name of a variable begins here", "write NAME = VALUE on each line");
    }
    return name;
  }

  /// Empty for what says nothing; an empty text for what is no single value.
  private static Optional<String> value(VariablesText in, int depth) throws UnreadableSource {
    if (depth > DEEPEST) {
      throw in.refused("it is nested more than %d deep".formatted(DEEPEST), FLAT);
    }
    return switch (in.look()) {
      case '"' -> Optional.of(quoted(in)).filter(it -> !it.isBlank());
      case '[' -> several(in, ']', depth);
      case '{' -> several(in, '}', depth);
      default -> bare(in);
    };
  }

  private static Optional<String> bare(VariablesText in) throws UnreadableSource {
    var at = in.place();
    var word = in.word("_.-+");
    if (word.equals("null")) {
      return Optional.empty();
    }
    if (!word.matches("true|false|-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?")) {
      // Not quoted: it may be a password whose quotes were forgotten.
      throw new UnreadableSource(at + ": what begins here is nothing that stands for itself", FLAT);
    }
    return Optional.of(word);
  }

  private static String quoted(VariablesText in) throws UnreadableSource {
    var begin = in.place();
    var read = new StringBuilder();
    in.next();
    while (in.look() != '"') {
      if (in.look() == VariablesText.END || in.look() == '\n') {
        throw new UnreadableSource(begin + ": a text has no end", "close it with '\"'");
      } else if (in.isNext("$${") || in.isNext("%%{")) {
        // HCL's way to write the two without that anything is computed.
        in.next();
        read.append(in.next()).append(in.next());
      } else if (in.isNext("${") || in.isNext("%{")) {
        throw in.refused("a text is computed, and nothing is computed here", FLAT);
      } else if (in.look() == '\\') {
        read.append(VariablesEscape.read(in));
      } else {
        read.append(in.next());
      }
    }
    in.next();
    return read.toString();
  }

  /// A list, or a mapping, whose names and values are read and not kept.
  private static Optional<String> several(VariablesText in, char end, int depth)
      throws UnreadableSource {
    in.next();
    in.skip(true);
    while (in.look() != end) {
      if (end == '}') {
        member(in);
      }
      var _ = value(in, depth + 1);
      in.skip(false);
      boolean parted = in.look() == ',' || (end == '}' && in.look() == '\n');
      if (in.look() == ',') {
        in.next();
      }
      in.skip(true);
      if (!parted && in.look() != end) {
        throw in.refused("neither ',' nor '%s' follows".formatted(end), "close it");
      }
    }
    in.next();
    return Optional.of("");
  }

  private static void member(VariablesText in) throws UnreadableSource {
    var _ = in.look() == '"' ? quoted(in) : name(in);
    in.skip(false);
    if (in.look() != '=' && in.look() != ':') {
      throw in.refused("no '=' follows a name", FLAT);
    }
    in.next();
    in.skip(false);
  }
}
