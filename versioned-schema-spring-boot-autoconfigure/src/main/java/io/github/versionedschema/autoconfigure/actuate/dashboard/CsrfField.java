package io.github.versionedschema.autoconfigure.actuate.dashboard;

/**
 * The token that proves that a request comes from the page.
 *
 * @param header name of the request header that has to contain the token
 * @param token the token
 */
record CsrfField(String header, String token) {

}
