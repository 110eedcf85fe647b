package drlab;

import java.util.Map;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/// Words that a recovery needs, kept in the recovery region's own Parameter Store: the templates
/// and the function read them there while the other region is lost.
final class RecoveryParameters extends Construct {
  private static final String KEY = "key";
  private static final String SECRET = "secret";

  /// @param words each by its name below [#path]
  RecoveryParameters(BackupStack stack, Map<String, String> words) {
    super(stack, "Recovery");
    var all = new java.util.TreeMap<>(words);
    all.put(KEY, stack.stores().keyArn());
    all.put(SECRET, stack.stores().secretArn());
    all.forEach((name, value) ->
        StringParameter.Builder.create(this, name)
            .parameterName(path(stack) + "/" + name)
            .description("Read when " + stack.names().lab() + " is recovered here")
            .stringValue(value)
            .build());
  }

  static String path(LabStack stack) {
    return "/%s/recovery".formatted(stack.names().lab());
  }

  /// What a template that is made before them asks for: CloudFormation reads it when it makes the
  /// stack.
  static ServiceStores stores(LabStack template) {
    return new ServiceStores(
        StringParameter.valueForStringParameter(template, path(template) + "/" + KEY),
        StringParameter.valueForStringParameter(template, path(template) + "/" + SECRET),
        Repository.fromRepositoryName(template, "Images", template.names().lab()));
  }
}
