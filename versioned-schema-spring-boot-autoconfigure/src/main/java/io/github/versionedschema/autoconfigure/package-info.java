/**
 * Auto-configuration of the engine in a Spring Boot application, and its properties. Each
 * sub-package is one feature.
 */
@NullMarked
package io.github.versionedschema.autoconfigure;

import org.jspecify.annotations.NullMarked;
