/// What each use of Lifeboat may do in an account, and no more: start at
/// [dev.lifeboat.aws.iam.IamPolicy].
@NullMarked
package dev.lifeboat.aws.iam;

import org.jspecify.annotations.NullMarked;
