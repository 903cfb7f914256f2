package quoth

// #cgo CFLAGS: -std=c11
// #include <stdatomic.h>
// #include <stdlib.h>
// #include "records.h"
//
// typedef struct watch {
//     flat_cancel cancel;
//     atomic_int stopped;
// } watch;
//
// static int asked(void *w) { return atomic_load(&((watch *)w)->stopped); }
//
// static watch *new_watch(void) {
//     watch *w = calloc(1, sizeof *w);
//     if (!w)
//         abort();
//     w->cancel = (flat_cancel){asked, w};
//     return w;
// }
//
// static void stop(watch *w) { atomic_store(&w->stopped, 1); }
import "C"

import (
	"context"
	"errors"
	"unsafe"
)

// ParseContext is Parse that stops when the context is done, with the context's error.
func (e *Engine) ParseContext(ctx context.Context, input []byte, in *Input) (*Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if ctx.Done() == nil {
		return e.Parse(input, in)
	}
	watch := C.new_watch()
	defer C.free(unsafe.Pointer(watch))
	ended, left := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(left)
		select {
		case <-ctx.Done():
			C.stop(watch)
		case <-ended:
		}
	}()
	doc, err := e.parse(input, in, &watch.cancel)
	close(ended)
	<-left
	if errors.Is(err, ErrCancelled) {
		err = ctx.Err()
	}
	return doc, err
}
