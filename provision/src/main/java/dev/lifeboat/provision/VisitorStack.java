package dev.lifeboat.provision;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.iam.IamPolicy.Statement;
import dev.lifeboat.aws.iam.PolicyDocuments;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A visitor in the recovery region, which asks for the pages of all names of a plan as users do.
/// AWS calls it a canary; Lifeboat's own canary is another one, which writes.
record VisitorStack(Plan plan, StackNames names) {
  private static final String WORD = StackOption.VISITOR.folder();

  /// AWS names the log of a canary by so much of the canary's name.
  private static final int LOG_NAME = 21;

  /// AWS ends each after a year or two. Whoever names one wants a visitor.
  static final StackParameter RUNTIME =
      StackParameter.one(
          "VisitorRuntime",
          "The newest runtime of CloudWatch Synthetics for Node.js, such as syn-nodejs-4.1.",
          "aws synthetics describe-runtime-versions",
          "syn-nodejs-[a-z0-9.-]+");

  /// Where in the bucket of artefacts that is which a visitor saw: below no hash of a plan.
  static String seen(Plan plan) {
    return plan.name() + "/" + WORD;
  }

  /// None where no name is known to AWS.
  Optional<CloudStack> stack() {
    var pages = VisitedPage.of(plan);
    if (pages.isEmpty()) {
      return Optional.empty();
    }
    var role =
        new CloudResource.Role(
            "VisitorRole",
            names.of(WORD + "-role"),
            ResourceStatement.trust("lambda"),
            PolicyDocuments.of(rights()));
    var place =
        new CloudResource.VisitorPlace(
            StackParameters.ARTEFACTS.reference(), seen(plan) + "-code.zip", seen(plan));
    return Optional.of(
        new CloudStack(
            plan.name(),
            names.of(WORD),
            WORD,
            plan.recovery().name(),
            awsRegion(),
            "Who asks for the pages of plan %s as users do".formatted(plan.name()),
            List.of(RUNTIME, StackParameters.ARTEFACTS),
            List.of(
                role,
                new CloudResource.Visitor(
                    "VisitorCanary",
                    names.of(WORD),
                    VisitedPage.script(pages),
                    RUNTIME.reference(),
                    place,
                    role),
                alarm())));
  }

  private IamPolicy rights() {
    var bucket = "arn:aws:s3:::" + StackParameters.ARTEFACTS.reference();
    var name = names.of(WORD);
    var begins = name.substring(0, Math.min(LOG_NAME, name.length()));
    var log = "log-group:/aws/lambda/cwsyn-%s*".formatted(begins);
    return IamPolicy.of(
        List.of(
            allow("Seen", bucket + "/" + seen(plan) + "/*", "s3:PutObject"),
            allow("Bucket", bucket, "s3:GetBucketLocation"),
            allow("Buckets", "*", "s3:ListAllMyBuckets"),
            allow(
                "Log",
                StackNames.ARNS.of("logs", awsRegion(), log),
                "logs:CreateLogGroup",
                "logs:CreateLogStream",
                "logs:PutLogEvents"),
            new Statement(
                "Figures",
                "Allow",
                List.of("cloudwatch:PutMetricData"),
                List.of("*"),
                Map.of(
                    "StringEquals",
                    Map.of("cloudwatch:namespace", List.of(VisitorPace.NAMESPACE))))));
  }

  private static Statement allow(String sid, String resource, String... actions) {
    return new Statement(sid, "Allow", List.of(actions), List.of(resource));
  }

  /// Silence is as bad: nobody would know what users see.
  private CloudResource alarm() {
    return names.alarm(
        plan.recovery(),
        WORD,
        "A page that users ask for is not there, or nobody asks: see the visitor's last runs.",
        new CloudResource.Formula(
            "100 - succeeded",
            Map.of(
                "succeeded",
                new CloudResource.Metric(
                    VisitorPace.NAMESPACE,
                    "SuccessPercent",
                    Map.of("CanaryName", names.of(WORD))))),
        new CloudResource.Limit("Average", 1, VisitorPace.LOOKS, VisitorPace.EVERY, true));
  }

  private String awsRegion() {
    return AwsRegion.nameOf(plan.recovery());
  }
}
