package quoth

// #include "records.h"
import "C"

import "strings"

// Error is what went wrong in the library. Compare it with errors.Is and one of the Err… values, which stand for all errors of a status.
type Error struct {
	Status  string // "QUOTH_ERROR_CHARSET"
	Message string
	Offset  int // byte of the input that it is about
}

// Kinds of failures.
var (
	ErrArgument  = &Error{Status: "QUOTH_ERROR_ARGUMENT"}
	ErrLimit     = &Error{Status: "QUOTH_ERROR_LIMIT"}
	ErrCharset   = &Error{Status: "QUOTH_ERROR_CHARSET"}
	ErrMediaType = &Error{Status: "QUOTH_ERROR_MEDIA_TYPE"}
	ErrNotText   = &Error{Status: "QUOTH_ERROR_NOT_TEXT"}
	ErrDamaged   = &Error{Status: "QUOTH_ERROR_DAMAGED"}
	ErrCancelled = &Error{Status: "QUOTH_ERROR_CANCELLED"}
	ErrMemory    = &Error{Status: "QUOTH_ERROR_MEMORY"}
)

func (e *Error) Error() string { return "quoth: " + e.Message }

// Is reports whether target stands for failures of the same status.
func (e *Error) Is(target error) bool {
	other, ok := target.(*Error)
	return ok && other.Message == "" && other.Status == e.Status
}

func failure(detail *C.quoth_error) error {
	if detail.code == C.QUOTH_OK {
		return nil
	}
	return &Error{
		Status:  C.GoString(C.quoth_status_name(C.int32_t(detail.code))),
		Message: C.GoString(&detail.message[0]),
		Offset:  int(detail.offset),
	}
}

func argumentError(message string) error { return &Error{Status: ErrArgument.Status, Message: message} }

// A string that C reads up to its NUL must not hold another one.
func checkStrings(values ...string) error {
	for _, value := range values {
		if strings.IndexByte(value, 0) >= 0 {
			return argumentError("embedded NUL")
		}
	}
	return nil
}
