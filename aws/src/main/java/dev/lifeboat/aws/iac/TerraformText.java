package dev.lifeboat.aws.iac;

import dev.lifeboat.aws.iac.ChangedInfrastructure.Part;
import java.util.Locale;
import java.util.stream.Collectors;

/// What runs change, as text of Terraform: a block to ignore it for each thing, and for a database
/// how the state comes to follow the instance that bears its name now. Needs Terraform 1.5, or
/// OpenTofu.
///
/// Source: "Import" and "The lifecycle meta-argument" of Terraform's language documentation.
public final class TerraformText {
  private TerraformText() {}

  /// The text, which is a file of Terraform once its addresses are the user's own.
  public static String of(ChangedInfrastructure changed) {
    var parts =
        changed.parts().stream().map(TerraformText::block).collect(Collectors.joining("\n"));
    return """
    # Plan %s: what runs change, so that the next apply undoes none of it. Put each lifecycle into the
    # resource of that region which has this name; addresses are your own.
    # Tags of runs: provider "aws" { ignore_tags { key_prefixes = ["lifeboat:"] } }

    %s\
    """
        .formatted(changed.plan(), parts);
  }

  private static String block(Part part) {
    var address = "%s.%s".formatted(part.kind().terraform(), label(part));
    var head = "# %s in %s: %s\n".formatted(part.resource(), part.awsRegion(), part.id());
    return head + (part.kind().isReplaced() ? followed(part, address) : "") + ignored(part);
  }

  private static String followed(Part part, String address) {
    return """
    # After a run another instance may bear its name, and the state follows the one before:
    #   terraform state rm %s
    import {
      to = %s
      id = "%s"
    }
    """
        .formatted(address, address, part.id());
  }

  private static String ignored(Part part) {
    return """
    resource "%s" "%s" {
      lifecycle {
        ignore_changes = [%s]
      }
    }
    """
        .formatted(
            part.kind().terraform(), label(part), String.join(", ", part.kind().attributes()));
  }

  private static String label(Part part) {
    var secret = part.kind() == InfrastructureKind.SECRET ? "_" + part.id() : "";
    return word("%s_%s%s_%s".formatted(part.workload(), part.resource(), secret, part.region()));
  }

  /// As a name of Terraform is written.
  private static String word(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
  }
}
