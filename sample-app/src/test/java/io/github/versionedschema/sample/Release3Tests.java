package io.github.versionedschema.sample;

class Release3Tests extends ReleaseContract {

	@Override
	String profile() {
		return "release-3";
	}

	@Override
	String name(String first, String last) {
		return "\"firstName\":\"%s\",\"lastName\":\"%s\"".formatted(first, last);
	}

	@Override
	String amount(int cents) {
		return "\"amount\":%d.%02d".formatted(cents / 100, Math.abs(cents % 100));
	}

}
