/**
 * A small application with both kinds of repositories.
 */
package io.github.versionedschema.testing.shop;
