package io.github.versionedschema.sample.web;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers with problem details, and says which fields of a body are wrong.
 */
@RestControllerAdvice
class InvalidRequests extends ResponseEntityExceptionHandler {

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		Map<String, String> fields = new TreeMap<>();
		ex.getFieldErrors()
			.forEach((error) -> fields.merge(error.getField(), String.valueOf(error.getDefaultMessage()),
					(one, other) -> one + ", " + other));
		ex.getBody().setProperty("fields", fields);
		return super.handleMethodArgumentNotValid(ex, headers, status, request);
	}

}
