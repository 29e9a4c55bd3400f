/**
 * Auto-configuration of the engine in a Spring Boot application.
 */
@NullMarked
package io.github.versionedschema.autoconfigure;

import org.jspecify.annotations.NullMarked;
