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
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers invalid requests with problem details that name the invalid fields or
 * parameters.
 */
@RestControllerAdvice
class InvalidRequests extends ResponseEntityExceptionHandler {

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		Map<String, String> fields = new TreeMap<>();
		ex.getFieldErrors()
			.forEach((error) -> fields.merge(error.getField(), String.valueOf(error.getDefaultMessage()),
					InvalidRequests::and));
		ex.getBody().setProperty("fields", fields);
		return super.handleMethodArgumentNotValid(ex, headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
			HandlerMethodValidationException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		Map<String, String> parameters = new TreeMap<>();
		ex.getParameterValidationResults()
			.forEach((result) -> result.getResolvableErrors()
				.forEach((error) -> parameters.merge(String.valueOf(result.getMethodParameter().getParameterName()),
						String.valueOf(error.getDefaultMessage()), InvalidRequests::and)));
		ex.getBody().setProperty("parameters", parameters);
		return super.handleHandlerMethodValidationException(ex, headers, status, request);
	}

	private static String and(String one, String other) {
		return one + ", " + other;
	}

}
