package io.systole.shell.tool;

/** What a tool has to say: its exit code and what it printed. */
public record ToolResult(int exitCode, String output, String errors) {}
