/**
 * The dashboard of real applications in a real browser.
 */
@NullMarked
package io.github.versionedschema.applications.dashboard;

import org.jspecify.annotations.NullMarked;
