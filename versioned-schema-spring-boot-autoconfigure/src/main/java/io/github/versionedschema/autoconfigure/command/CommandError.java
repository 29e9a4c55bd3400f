package io.github.versionedschema.autoconfigure.command;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/**
 * Why a command did not work.
 *
 * @param type the kind of error, for programs; kinds are added, never renamed
 * @param reason the kind of refusal, if it was refused
 * @param message what is wrong, where, what was changed and what to do
 * @param details the sessions, rows or blockers in the way
 */
@JsonInclude(Include.NON_NULL)
record CommandError(String type, @Nullable String reason, String message, List<?> details) {
}
