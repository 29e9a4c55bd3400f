/**
 * What all resources have in common over HTTP: pages and problem details.
 */
@NullMarked
package io.github.versionedschema.sample.web;

import org.jspecify.annotations.NullMarked;
