package io.github.versionedschema.sample.web;

import java.util.List;

/**
 * A page of a list.
 *
 * @param <T> what is listed
 * @param items what is on this page
 * @param page its number, from zero
 * @param size number of items on a page
 * @param total number of items on all pages
 */
public record Page<T>(List<T> items, int page, int size, long total) {

}
