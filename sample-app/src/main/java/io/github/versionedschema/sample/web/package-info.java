/**
 * HTTP support shared by all resources: pages and problem details.
 */
@NullMarked
package io.github.versionedschema.sample.web;

import org.jspecify.annotations.NullMarked;
