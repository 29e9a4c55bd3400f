/**
 * What others created or changed since expand.
 */
@NullMarked
package io.github.versionedschema.plan.strategy.later;

import org.jspecify.annotations.NullMarked;
