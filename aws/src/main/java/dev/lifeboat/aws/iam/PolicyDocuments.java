package dev.lifeboat.aws.iam;

import dev.lifeboat.aws.iam.IamPolicy.Statement;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Cuts a policy into documents, each of which IAM takes as a managed policy. All of them attached
/// to a role allow what the policy allows.
///
/// Source: "IAM and AWS STS quotas" of the IAM user guide: 6,144 characters a managed policy, white
/// space not counted; 10 of them a role, 20 where the quota was raised.
public final class PolicyDocuments {
  static final int MOST_CHARACTERS = 6_144;

  private PolicyDocuments() {}

  /// One or more documents.
  public static List<IamPolicy> of(IamPolicy whole) {
    var documents = new ArrayList<IamPolicy>();
    var held = new ArrayList<Statement>();
    for (var statement : whole.statements()) {
      var left = statement;
      while (!left.resources().isEmpty()) {
        int room = room(whole, held, left);
        if (room == 0) {
          documents.add(whole.with(held));
          held.clear();
        } else {
          held.add(left.on(left.resources().subList(0, room)));
          left = left.on(left.resources().subList(room, left.resources().size()));
        }
      }
    }
    documents.add(whole.with(held));
    return List.copyOf(documents);
  }

  /// Of how many resources `next` still fits beside `held`; the first of a document always fits.
  private static int room(IamPolicy whole, List<Statement> held, Statement next) {
    int least = held.isEmpty() ? 1 : 0;
    int most = next.resources().size();
    while (least < most) {
      int middle = (least + most + 1) / 2;
      var tried = new ArrayList<>(held);
      tried.add(next.on(next.resources().subList(0, middle)));
      if (characters(whole.with(tried)) <= MOST_CHARACTERS) {
        least = middle;
      } else {
        most = middle - 1;
      }
    }
    return least;
  }

  /// As IAM counts them.
  static int characters(IamPolicy policy) {
    return JsonMapper.shared().writeValueAsString(policy).length();
  }
}
