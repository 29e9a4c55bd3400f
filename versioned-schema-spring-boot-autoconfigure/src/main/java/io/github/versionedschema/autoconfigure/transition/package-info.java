/**
 * What happens to the schema in an application: the thread that leads, whether the
 * application's version can be used, when an application expands, and the events.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.transition;

import org.jspecify.annotations.NullMarked;
