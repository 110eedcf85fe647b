package dev.lifeboat.provision.apply;

/// One change of a stack, as CloudFormation proposes it.
///
/// @param action `Add`, `Modify`, `Remove`, `Import` of what is there already, or `SyncWithActual`
///   of what people made so before the template said it
/// @param type such as `AWS::SNS::Topic`
/// @param id of the template
/// @param name in the account; empty where there is none yet
/// @param replaced `False`, `True`, or `Conditional` where CloudFormation cannot tell; a thing that
///   is replaced is made anew, and the old one goes unless its template keeps it
public record StackChange(String action, String type, String id, String name, String replaced) {
  /// Whether nothing that is there is touched by it.
  public boolean isAddition() {
    return action.equals("Add") || action.equals("Import");
  }

  /// As a line for people.
  public String line() {
    var sign =
        switch (action) {
          case "Add" -> "+";
          case "Remove" -> "-";
          case "Import", "SyncWithActual" -> "=";
          default -> replaced.equals("False") ? "~" : "!";
        };
    var words =
        switch (sign) {
          case "!" ->
              replaced.equals("True") ? ": made anew" : ": made anew if its name or keys change";
          case "=" -> ": is there, and is taken in";
          default -> "";
        };
    return "  %s %-36s %s%s".formatted(sign, type, name.isEmpty() ? id : name, words);
  }
}
