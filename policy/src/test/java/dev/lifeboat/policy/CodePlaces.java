package dev.lifeboat.policy;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.lifeboat.policy.Checkout.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/// Where problems get their codes. A constant that stands for a code gives it wherever it is used;
/// what only compares codes gives none.
final class CodePlaces extends TreeScanner<Void, Map<String, Integer>> {
  private static final Pattern CODE = Pattern.compile("LB\\d{4}");
  private static final String TYPE = "Code";

  /// Names of this unit that stand for a code.
  private final Map<String, String> constants = new HashMap<>();

  private CodePlaces() {}

  /// The number of places, by code.
  static Map<String, Integer> in(List<Source> sources) {
    var places = new TreeMap<String, Integer>();
    for (var unit : Methods.parsed(sources)) {
      new CodePlaces().count(unit, places);
    }
    return places;
  }

  private void count(CompilationUnitTree unit, Map<String, Integer> places) {
    new Constants().scan(unit, null);
    scan(unit.getTypeDecls(), places);
  }

  @Override
  public Void visitVariable(VariableTree variable, Map<String, Integer> places) {
    return constant(variable).isPresent() ? null : super.visitVariable(variable, places);
  }

  @Override
  public Void visitMemberSelect(MemberSelectTree select, Map<String, Integer> places) {
    code(select).ifPresent(it -> places.merge(it, 1, Integer::sum));
    return super.visitMemberSelect(select, places);
  }

  @Override
  public Void visitIdentifier(IdentifierTree name, Map<String, Integer> places) {
    var word = name.getName().toString();
    var code = CODE.matcher(word).matches() ? word : constants.get(word);
    if (code != null) {
      places.merge(code, 1, Integer::sum);
    }
    return super.visitIdentifier(name, places);
  }

  @Override
  public Void visitBinary(BinaryTree binary, Map<String, Integer> places) {
    return binary.getKind() == Tree.Kind.EQUAL_TO || binary.getKind() == Tree.Kind.NOT_EQUAL_TO
        ? null
        : super.visitBinary(binary, places);
  }

  @Override
  public Void visitCase(CaseTree matched, Map<String, Integer> places) {
    scan(matched.getBody(), places);
    return scan(matched.getStatements(), places);
  }

  private static Optional<String> code(Tree tree) {
    return tree instanceof MemberSelectTree select
            && select.getExpression().toString().equals(TYPE)
            && CODE.matcher(select.getIdentifier()).matches()
        ? Optional.of(select.getIdentifier().toString())
        : Optional.empty();
  }

  private static Optional<String> constant(VariableTree variable) {
    return variable.getModifiers().getFlags().contains(Modifier.STATIC)
        ? Optional.ofNullable(variable.getInitializer()).flatMap(CodePlaces::code)
        : Optional.empty();
  }

  /// Finds them, also those that are declared below their use.
  private final class Constants extends TreeScanner<Void, Void> {
    @Override
    public Void visitVariable(VariableTree variable, Void none) {
      constant(variable).ifPresent(it -> constants.put(variable.getName().toString(), it));
      return super.visitVariable(variable, none);
    }
  }
}
